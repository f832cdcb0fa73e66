package io.mailtap.loads;

/// A certificate in its right form (RFC 5280, in DER), whose key and signature are noise.
final class Certificate {
    private static final int INTEGER = 2;
    private static final int BIT_STRING = 3;
    private static final int OBJECT_IDENTIFIER = 6;
    private static final int UTF8_STRING = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int VERSION = 0xa0;

    private static final String RSA = "2a864886f70d010101";
    private static final String SHA256_WITH_RSA = "2a864886f70d01010b";
    private static final String COMMON_NAME = "550403";

    private Certificate() {}

    static byte[] make(Dice dice) {
        Octets name =
                tag(SEQUENCE, tag(SET, tag(SEQUENCE, identifier(COMMON_NAME).all(commonName()))));
        Octets validity = tag(SEQUENCE, time("260101000000Z").all(time("290101000000Z")));
        Octets signed =
                tag(VERSION, tag(INTEGER, new Octets().u8(2)))
                        .all(tag(INTEGER, new Octets().u8(0x11).octets(Noise.octets(dice, 7))))
                        .all(algorithm(SHA256_WITH_RSA))
                        .all(name)
                        .all(validity)
                        .all(name)
                        .all(publicKey(dice));
        Octets signature = new Octets().u8(0).octets(Noise.octets(dice, 256));
        return tag(
                        SEQUENCE,
                        tag(SEQUENCE, signed)
                                .all(algorithm(SHA256_WITH_RSA))
                                .all(tag(BIT_STRING, signature)))
                .toArray();
    }

    private static Octets commonName() {
        return tag(UTF8_STRING, new Octets().ascii("mx.example"));
    }

    private static Octets publicKey(Dice dice) {
        Octets modulus = new Octets().hex("00c1").octets(Noise.octets(dice, 255));
        Octets exponent = new Octets().hex("010001");
        Octets key = tag(SEQUENCE, tag(INTEGER, modulus).all(tag(INTEGER, exponent)));
        return tag(SEQUENCE, algorithm(RSA).all(tag(BIT_STRING, new Octets().u8(0).all(key))));
    }

    private static Octets algorithm(String identifier) {
        return tag(SEQUENCE, identifier(identifier).hex("0500"));
    }

    private static Octets identifier(String hex) {
        return tag(OBJECT_IDENTIFIER, new Octets().hex(hex));
    }

    private static Octets time(String time) {
        return tag(UTC_TIME, new Octets().ascii(time));
    }

    private static Octets tag(int tag, Octets value) {
        Octets all = new Octets().u8(tag);
        if (value.length() < 128) {
            return all.sized8(value);
        }
        return value.length() < 256 ? all.u8(0x81).sized8(value) : all.u8(0x82).sized16(value);
    }
}
