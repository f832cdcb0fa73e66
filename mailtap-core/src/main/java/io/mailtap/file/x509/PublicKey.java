package io.mailtap.file.x509;

import java.math.BigInteger;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What can be said of a public key.
///
/// @param algorithm its name, or object identifier
/// @param type `rsa`, `dsa` or `ecdsa`, null for others and for what cannot be read
/// @param bits its length
/// @param exponent of an RSA key
/// @param curve of an elliptic-curve key
record PublicKey(
        String algorithm,
        @Nullable String type,
        OptionalInt bits,
        @Nullable String exponent,
        @Nullable String curve) {
    private static final String RSA = "1.2.840.113549.1.1.1";
    private static final String DSA = "1.2.840.10040.4.1";
    private static final String ELLIPTIC_CURVE = "1.2.840.10045.2.1";

    /// {@return what a subject's key info says (RFC 3279, section 2.3)}
    static PublicKey of(Der.Element info) {
        Der parts = info.inner();
        Der.Element algorithm = parts.next(Der.SEQUENCE);
        Der.Element key = parts.next(Der.BIT_STRING);
        Der.Element oid = algorithm == null ? null : algorithm.inner().next(Der.OBJECT_IDENTIFIER);
        if (algorithm == null || key == null || oid == null) {
            return unread("");
        }
        String number = ObjectIdentifier.text(oid.content());
        String name = ObjectIdentifier.longName(number);
        Der parameters = algorithm.inner();
        parameters.next();
        return switch (number) {
            case RSA -> rsa(name, new Der(key.bits()).next(Der.SEQUENCE));
            case DSA -> dsa(name, parameters.next(Der.SEQUENCE));
            case ELLIPTIC_CURVE -> curve(name, parameters.next(Der.OBJECT_IDENTIFIER));
            default -> unread(name);
        };
    }

    private static PublicKey unread(String name) {
        return new PublicKey(name, null, OptionalInt.empty(), null, null);
    }

    private static PublicKey rsa(String name, Der.@Nullable Element numbers) {
        Der pair = numbers == null ? null : numbers.inner();
        Der.Element modulus = pair == null ? null : pair.next(Der.INTEGER);
        Der.Element exponent = pair == null ? null : pair.next(Der.INTEGER);
        if (modulus == null || exponent == null) {
            return unread(name);
        }
        BigInteger e = exponent.integer();
        // decimal digits of what is as long as a key take time
        String digits = e.bitLength() > 256 ? null : e.toString();
        int bits = modulus.integer().bitLength();
        return new PublicKey(name, "rsa", OptionalInt.of(bits), digits, null);
    }

    private static PublicKey dsa(String name, Der.@Nullable Element numbers) {
        Der.Element p = numbers == null ? null : numbers.inner().next(Der.INTEGER);
        return p == null
                ? unread(name)
                : new PublicKey(name, "dsa", OptionalInt.of(p.integer().bitLength()), null, null);
    }

    private static PublicKey curve(String name, Der.@Nullable Element oid) {
        if (oid == null) {
            return unread(name);
        }
        String curve = ObjectIdentifier.shortName(ObjectIdentifier.text(oid.content()));
        OptionalInt bits =
                switch (curve) {
                    case "prime192v1" -> OptionalInt.of(192);
                    case "secp224r1" -> OptionalInt.of(224);
                    case "prime256v1", "secp256k1", "brainpoolP256r1", "SM2" -> OptionalInt.of(256);
                    case "secp384r1", "brainpoolP384r1" -> OptionalInt.of(384);
                    case "brainpoolP512r1" -> OptionalInt.of(512);
                    case "secp521r1" -> OptionalInt.of(521);
                    default -> OptionalInt.empty();
                };
        return new PublicKey(name, "ecdsa", bits, null, curve);
    }
}
