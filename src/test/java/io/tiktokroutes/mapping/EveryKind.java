package io.tiktokroutes.mapping;

/** Mappings that have every kind of row and condition there is. */
final class EveryKind {

    /** Goes on where it can, so that every row works. */
    static final String LENIENT =
            """
            description: Goes on where it can
            country: settings.land
            empty: ["-", x]
            rows:
              - { to: a1, from: [a, c], as: email, hash: sha256-if-plain, else: omit }
              - { to: a2, from: a, as: phone, else: omit }
              - { to: a3, from: a, as: string, hash: md5-upper, else: omit }
              - { to: a4, from: a, as: integer, else: omit }
              - { to: a5, from: a, as: number, else: omit }
              - { to: a6, from: a, as: boolean, else: omit }
              - { to: a7, from: a, as: iso-datetime, else: omit }
              - { to: a8, from: a, as: epoch-millis, else: omit }
              - { to: a9, from: a, as: { datetime: "yyyy-MM-dd HH:mm", zone: Europe/Paris }, else: omit }
              - { to: a10, from: a, as: list, else: omit }
              - { to: a11, from: a, lookup: { x: y, "3": 4, "true": false }, otherwise: keep }
              - { to: a12, from: { query: x, in: [a, c] } }
              - { to: a13, from: { cookie: x, in: [a, c] } }
              - { to: a14, from: a, as: epoch-seconds, else: omit }
              - { to: a15, from: a, as: trimmed, hash: md5, else: omit }
              - { to: g1, from: a, as: email-base, else: omit }
              - { to: g2, from: a, as: phone-digits, else: omit }
              - { to: g3, from: a, as: url, else: omit }
              - { to: g4, from: a, as: seconds-from-millis, else: omit }
              - { to: g5, from: a, lookup: { PURCHASE: 1, EUR: 2 }, ignore-case: true, default: none }
              - { to: a16, from: "a[0].b", default: { p: [1, { q: r }] } }
              - { to: a17, from: "list[type=email].value" }
              - { to: a18, from: "list[type='two words']" }
              - { to: a19, from: "c[settings.name].d" }
              - { to: a20, from: settings.land, hash: none }
              - { to: "b[].x", from: ["a[].x", "a[].y", "list[].x", c], as: lower-case, else: omit }
              - { to: "b[].y", value: 1 }
              - { to: "b[].z", from: c, default: [d, {}] }
              - { to: "c[]", from: "a[]", as: trimmed, else: omit }
              - { to: "d[0].p", from: ["['two words']", a.b.c] }
              - { to: "d[1].p", from: a }
              - { to: e, value: [1, [2]], when: { from: a, is: [x, 3, true, settings.name] } }
              - { to: e, from: c, when: [{ from: a, above: 0 }, { from: a, at-most: 1e3 }] }
              - { to: e, from: list, when: { any: [{ from: a, below: 0 }, [{ from: c, present: true }, { column: a10, is-not: x }]] } }
              - { to: e, from: a, when: { value: "{{land}}", is: FR } }
              - { to: e, from: { query: x, in: c }, default: none }
              - { to: f.g, from: a }
              - { to: f.h, from: c }
              - { to: f.i, from: list }
            allowed:
              by: a11
              within: f
              columns: { y: [g, h], x: [], "4": [i] }
            """;

    /** Refuses and skips where it can, for every reason there is. */
    static final String STRICT =
            """
            description: Refuses and skips where it can
            country: US
            when:
              - { from: a, is-not: nobody, reason: NOBODY }
              - any: [{ from: c, present: true }, { from: settings.name, present: true }, [{ from: list, present: true }, { from: a, at-least: 1 }]]
                else: refuse
                reason: NOTHING_THERE
            rows:
              - { to: event, from: [c, list], lookup: { purchase: Purchase, x: Contact }, otherwise: skip, required: true }
              - { to: a1, from: a, as: email, hash: sha256, when: { from: a, is: "Mai.Tran@example.com" } }
              - { to: a1, from: a, as: phone, hash: md5, when: { from: list, is: "0199001234" } }
              - { to: a1, from: a, as: list, when: { from: list, present: false } }
              - { to: a1, from: a, as: string, hash: sha256-upper }
              - { to: n, from: n, as: integer, reason: BAD_NUMBER }
              - { to: "b[].t", from: "list[].t", as: iso-datetime, required: true }
              - { to: "b[].u", from: "list[].u", lookup: { x: y }, otherwise: refuse, reason: BAD_KIND }
              - { to: user.id, from: id, as: trimmed, hash: sha256-given }
              - { to: user.ip, from: ip, default: "{{land}}" }
            allowed: { by: event, within: user, columns: { Purchase: [id] }, otherwise: refuse, reason: UNKNOWN }
            require:
              - { any: [user.id, a1], reason: NO_IDENTIFIER }
              - { all: [event, n], else: skip }
            """;

    private EveryKind() {}
}
