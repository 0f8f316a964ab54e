package io.tiktokroutes.sandbox.audiences;

import io.tiktokroutes.sandbox.world.Ids;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files of members that were uploaded and can be made audiences of. */
public final class UploadedFiles {

    private static final int PATH_LENGTH = 16;
    private static final int MOST_KNOWN = 10_000;

    // of about 50 bytes each, so a quarter of the memory at most
    private static final long MOST_IDS =
            Math.max(1_500_000, Runtime.getRuntime().maxMemory() / 200);

    /**
     * @param members null once it has expired
     */
    private record Uploaded(String advertiserId, FileType type, Members members, Instant at) {

        int size() {
            return members == null ? 0 : members.size();
        }
    }

    private final Settings settings;
    private final Ids ids;
    private final Map<String, Uploaded> files = new LinkedHashMap<>();

    public UploadedFiles(Settings settings, Ids ids) {
        this.settings = settings;
        this.ids = ids;
    }

    public synchronized void reset() {
        files.clear();
    }

    /** Keeps a file and gives the path by which its owner speaks of it: 16 hex digits. */
    synchronized String add(String advertiserId, FileType type, Members members, Instant now) {
        String path = ids.secret().substring(0, PATH_LENGTH);
        files.put(path, new Uploaded(advertiserId, type, members, now));
        files.replaceAll((any, file) -> expired(file, now) ? emptied(file) : file);
        long all = files.values().stream().mapToLong(Uploaded::size).sum();
        for (Map.Entry<String, Uploaded> oldest : files.entrySet()) {
            if (all <= MOST_IDS || oldest.getKey().equals(path)) {
                break;
            }
            all -= oldest.getValue().size();
            oldest.setValue(emptied(oldest.getValue()));
        }
        Iterator<String> known = files.keySet().iterator();
        if (files.size() > MOST_KNOWN) {
            known.next();
            known.remove();
        }
        return path;
    }

    private static Uploaded emptied(Uploaded file) {
        return new Uploaded(file.advertiserId, file.type, null, file.at);
    }

    private boolean expired(Uploaded file, Instant now) {
        Duration life = Duration.ofHours(settings.number(Switch.AUDIENCE_FILE_HOURS));
        return file.members == null || !now.isBefore(file.at.plus(life));
    }

    /** What these files hold together; not to be changed. Refused if one of them cannot be used. */
    synchronized Members join(
            List<String> paths, String advertiserId, FileType wanted, Instant now) {
        List<Members> found = new ArrayList<>();
        for (String path : paths) {
            if (path.length() != PATH_LENGTH) {
                throw Refusal.invalid("file_paths", "a path has 16 characters");
            }
            Uploaded file = files.get(path);
            if (file == null || !file.advertiserId.equals(advertiserId)) {
                throw new Refusal(40905, "file not exist");
            }
            if (expired(file, now)) {
                throw new Refusal(40910, "file expired");
            }
            if (!file.type.fits(wanted)) {
                throw Refusal.invalid(
                        "calculate_type",
                        "the file %s was uploaded as %s, not as %s"
                                .formatted(path, file.type.word(), wanted.word()));
            }
            found.add(file.members);
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        Members all = new Members();
        found.forEach(all::addAll);
        return all;
    }
}
