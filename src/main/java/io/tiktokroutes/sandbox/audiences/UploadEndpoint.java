package io.tiktokroutes.sandbox.audiences;

import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Refusal;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** {@code /dmp/custom_audience/file/upload/}: a form with a file (reference, events 6.5). */
public final class UploadEndpoint {

    private static final long LARGEST = 50L << 20;
    private static final int LONGEST_FIELD = 1 << 10;
    private static final int MOST_PARTS = 20;

    private final UploadedFiles files;

    public UploadEndpoint(UploadedFiles files) {
        this.files = files;
    }

    public void addTo(Routes routes) {
        routes.api("POST", "/dmp/custom_audience/file/upload/", Kind.UPLOAD, this::upload);
    }

    private Reply upload(Call call) {
        Map<String, String> fields = new HashMap<>();
        MemberFile file = new MemberFile();
        try {
            read(new Multipart(call.upload(), call.header("Content-Type")), fields, file);
        } catch (IOException e) {
            throw new Refusal(40002, "Invalid request body: it ends too early.");
        }
        String advertiser = call.token().advertiser(required(fields, "advertiser_id")).id();
        String fileName = required(fields, "file");
        if (!fileName.endsWith(".csv") && !fileName.endsWith(".txt")) {
            throw new Refusal(40908, "The file type is not supported: use .csv or .txt.");
        }
        FileType type = FileType.of(required(fields, "calculate_type"));
        String signature = required(fields, "file_signature");
        if (file.lines() == 0) {
            throw new Refusal(40906, "The file is empty.");
        }
        if (!signature.equalsIgnoreCase(file.signature())) {
            throw new Refusal(40900, "The file signature does not match.");
        }
        String path = files.add(advertiser, type, file.members(type), call.at());
        return Reply.ok(call, Json.object().put("file_path", path));
    }

    /** Reads the form; the field {@code file} is then the name of the file. */
    private static void read(Multipart form, Map<String, String> fields, MemberFile file)
            throws IOException {
        for (int parts = 1; form.next(); parts++) {
            if (parts > MOST_PARTS) {
                throw new Refusal(40002, "Invalid request body: it has too many parts.");
            }
            boolean again = fields.containsKey(form.name());
            if (again) {
                throw Refusal.invalid(form.name(), "stands there twice");
            }
            if (form.name().equals("file") && form.fileName() != null) {
                fields.put("file", form.fileName());
                read(form, file);
            } else {
                fields.put(form.name(), form.text(LONGEST_FIELD));
            }
        }
    }

    private static void read(Multipart form, MemberFile file) throws IOException {
        byte[] some = new byte[1 << 16];
        for (int read = form.read(some); read >= 0; read = form.read(some)) {
            file.take(some, read);
            if (file.bytes() > LARGEST) {
                throw new Refusal(40907, "The file is too large: 50 MB at most.");
            }
        }
        file.end();
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null || value.isBlank()) {
            throw Refusal.missing(name);
        }
        return value;
    }
}
