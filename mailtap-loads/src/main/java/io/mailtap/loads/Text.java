package io.mailtap.loads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Forms in which protocols write text and octets.
final class Text {
    static final String CRLF = "\r\n";

    private Text() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String hex(long number, int digits) {
        return HexFormat.of().toHexDigits(number, digits);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    static String md5(String text) {
        return hex(digest("MD5").digest(ascii(text)));
    }

    /// {@return the keyed digest that CRAM-MD5 answers with (RFC 2195)}
    static String hmacMd5(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(ascii(key), "HmacMD5"));
            return hex(mac.doFinal(ascii(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has HmacMD5", e);
        }
    }

    static MessageDigest sha256() {
        return digest("SHA-256");
    }

    static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has " + name, e);
        }
    }
}
