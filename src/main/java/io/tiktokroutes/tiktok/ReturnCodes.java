package io.tiktokroutes.tiktok;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What each return code of TikTok's API for Business v1.3 asks for.
 *
 * <p>Source: TikTok's page "Return codes" and the code list of its public SDK. Codes that are not
 * named there and lie in 5xxxx or 6xxxx are TikTok's own trouble and are tried again; all others
 * are the caller's.
 */
public final class ReturnCodes {

    /** Success. */
    public static final int OK = 0;

    /** Some items were accepted, the others are named in {@code data}. */
    public static final int PARTIAL_SUCCESS = 20001;

    /** How TikTok's samples of the Segment API show success; working clients have seen 0 there. */
    private static final int SEGMENT_OK = 200;

    private static final String SEGMENT = "/segment/";

    /** The token is expired, missing, wrong or revoked, whatever is asked with it. */
    private static final Set<Integer> DEAD_TOKEN = Set.of(40102, 40104, 40105);

    private static final Map<Integer, Remedy> REMEDIES = new TreeMap<>();

    static {
        put(Remedy.SLOW_DOWN, 40016, 40100, 40132, 40133, 61000);
        put(Remedy.REAUTHORISE, 40102, 40103, 40104, 40105, 40106, 40114, 40309);
        // 40101: the app's id and secret do not fit; some connectors take it for throttling, but
        // TikTok's own words are about credentials
        put(Remedy.CONFIGURE, 40001, 40003, 40006, 40007, 40008, 40009, 40010, 40013, 40014);
        put(Remedy.CONFIGURE, 40051, 40063);
        put(Remedy.CONFIGURE, 40101, 40107, 40108, 40109, 40110, 40112, 40113, 40115, 40116);
        put(Remedy.CONFIGURE, 40117, 40118, 40119, 40120, 40121, 40122, 40124, 40125, 40126);
        put(Remedy.CONFIGURE, 40127, 40128, 40129, 40130, 40131, 40300, 40301, 40302, 40400);
        put(Remedy.CONFIGURE, 41000, 41001, 41002, 70001);
        put(Remedy.HALVE, 40011, 40061, 40067);
        // 40700: called an internal validation error by TikTok; production connectors retry it
        put(Remedy.RETRY, 40200, 40201, 40202, 40700, 40901, 40902, 40903, 40913);
        // (de)serialisation errors concern the request as it stands
        put(Remedy.REFUSE, 53102, 53103);
    }

    private ReturnCodes() {}

    private static void put(Remedy remedy, int... codes) {
        for (int code : codes) {
            REMEDIES.put(code, remedy);
        }
    }

    /** What helps against the code; never called for success. */
    public static Remedy remedy(int code) {
        Remedy known = REMEDIES.get(code);
        if (known != null) {
            return known;
        }
        return code >= 50000 && code < 70000 ? Remedy.RETRY : Remedy.REFUSE;
    }

    /** True when every further call with the same token would be refused. */
    public static boolean isDeadToken(int code) {
        return DEAD_TOKEN.contains(code);
    }

    /**
     * True for success and for partial success.
     *
     * @param path the endpoint that answered, since some say success otherwise
     */
    static boolean isSuccess(String path, int code) {
        return code == OK
                || code == PARTIAL_SUCCESS
                || (code == SEGMENT_OK && path.startsWith(SEGMENT));
    }
}
