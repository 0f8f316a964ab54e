package io.tiktokroutes.sandbox.audiences;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A set of pairs of id type and id. Guarded by the {@link AudienceStore}. */
final class Members {

    private final Map<IdType, Digests> byType = new EnumMap<>(IdType.class);

    int size() {
        return byType.values().stream().mapToInt(Digests::size).sum();
    }

    void add(IdType type, byte[] digest) {
        byType.computeIfAbsent(type, any -> new Digests(type.bytes())).add(digest);
    }

    void remove(IdType type, byte[] digest) {
        Digests there = byType.get(type);
        if (there != null) {
            there.remove(digest);
        }
    }

    /** Takes digests over as they are; whoever gave them must not change them any more. */
    void take(IdType type, Digests digests) {
        Digests there = byType.putIfAbsent(type, digests);
        if (there != null) {
            digests.forEach(there::add);
        }
    }

    void addAll(Members others) {
        others.byType.forEach((type, digests) -> digests.forEach(one -> add(type, one)));
    }

    void removeAll(Members others) {
        others.byType.forEach((type, digests) -> digests.forEach(one -> remove(type, one)));
    }

    Members copy() {
        Members copy = new Members();
        copy.addAll(this);
        return copy;
    }

    /** How many of the others are here, too. */
    int common(Members others) {
        int[] count = {0};
        others.byType.forEach(
                (type, digests) -> {
                    Digests there = byType.get(type);
                    if (there != null) {
                        digests.forEach(one -> count[0] += there.contains(one) ? 1 : 0);
                    }
                });
        return count[0];
    }

    SortedMembers sorted() {
        Map<IdType, List<byte[]>> pieces = new EnumMap<>(IdType.class);
        byType.forEach((type, digests) -> pieces.put(type, digests.sorted()));
        return new SortedMembers(pieces);
    }
}
