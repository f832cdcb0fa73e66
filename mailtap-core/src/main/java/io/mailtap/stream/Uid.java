package io.mailtap.stream;

/// Identifiers in Zeek's form: a letter and base-62 digits, least significant first.
///
/// Zeek draws them at random; ours are hashes, so that the same packets have the same uid on every
/// machine.
final class Uid {
    private static final String DIGITS =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private Uid() {}

    /// The uid of a flow: 96 bits of its endpoints in canonical order, protocol and first
    /// timestamp.
    static String of(Flow flow) {
        boolean asIs = flow.origIsLower();
        long seed = mix(flow.ipProtocol() * 0x9E37_79B9_7F4A_7C15L ^ flow.startNanos());
        long one = seed;
        one = mix(one ^ (asIs ? flow.origHigh() : flow.respHigh()));
        one = mix(one ^ (asIs ? flow.origLow() : flow.respLow()));
        one = mix(one ^ (asIs ? flow.origPort() : flow.respPort()));
        one = mix(one ^ (asIs ? flow.respHigh() : flow.origHigh()));
        one = mix(one ^ (asIs ? flow.respLow() : flow.origLow()));
        one = mix(one ^ (asIs ? flow.respPort() : flow.origPort()));
        long two = mix(one + seed);
        StringBuilder uid = new StringBuilder(18).append('C');
        append(uid, two >>> 32);
        append(uid, one);
        return uid.toString();
    }

    private static void append(StringBuilder text, long word) {
        long rest = word;
        do {
            text.append(DIGITS.charAt((int) Long.remainderUnsigned(rest, 62)));
            rest = Long.divideUnsigned(rest, 62);
        } while (rest != 0);
    }

    // The finaliser of SplitMix64: every input bit reaches every output bit.
    static long mix(long word) {
        long z = word + 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }
}
