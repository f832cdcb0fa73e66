package io.mailtap.stream;

import io.mailtap.net.Identifiers;

/// Identifiers in Zeek's form: a letter and base-62 digits, least significant first.
///
/// Zeek draws them at random; ours are hashes, so that the same packets have the same uid on every
/// machine.
final class Uid {
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
        return Identifiers.of('C', one, two >>> 32);
    }

    static long mix(long word) {
        return Identifiers.mix(word);
    }
}
