package io.mailtap.event;

import io.mailtap.bytes.Bytes;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What stands in a certificate: Zeek's `X509::Certificate`.
///
/// @param version 1, 2 or 3
/// @param serial the number in capital hexadecimal digits, whole octets
/// @param subject whose it is, as RFC 2253 writes names
/// @param issuer who made it, likewise
/// @param cn the subject's last common name, or null
/// @param notValidBefore in nanoseconds since 1970-01-01T00:00Z, 0 if it cannot be read
/// @param notValidAfter likewise
/// @param keyAlg name of the key's algorithm: `rsaEncryption`, or an object identifier
/// @param sigAlg name of the signature's: `sha256WithRSAEncryption`, or an object identifier
/// @param keyType `rsa`, `dsa` or `ecdsa`; null for others, and for keys that cannot be read
/// @param keyLength in bits, empty for others
/// @param exponent of an RSA key in decimal digits, or null
/// @param curve name of an elliptic curve: `prime256v1`, or null
/// @param tbsSigAlg the signature's algorithm as the signed part names it
public record Certificate(
        int version,
        String serial,
        Bytes subject,
        Bytes issuer,
        @Nullable Bytes cn,
        long notValidBefore,
        long notValidAfter,
        String keyAlg,
        String sigAlg,
        @Nullable String keyType,
        OptionalInt keyLength,
        @Nullable String exponent,
        @Nullable String curve,
        String tbsSigAlg) {}
