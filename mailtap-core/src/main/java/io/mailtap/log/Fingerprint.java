package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.SignatureAndHashAlgorithm;
import io.mailtap.event.TlsHandshakeEvent.SslClientHello;
import io.mailtap.event.TlsHandshakeEvent.SslServerHello;
import io.mailtap.event.TlsNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/// Fingerprints of hellos, by which programs are told apart: JA3, JA3S, and JA4 of clients.
///
/// @see <a href="https://github.com/salesforce/ja3">JA3</a>
/// @see <a href="https://github.com/FoxIO-LLC/ja4/blob/main/technical_details/JA4.md">JA4</a>
final class Fingerprint {
    private static final int SERVER_NAME = 0;
    private static final int ALPN = 16;
    private static final int MOST_COUNTED = 99;
    private static final int JA4_DIGITS = 12;
    private static final HexFormat HEX = HexFormat.of();

    // Never fed: only their copies are.
    private static final MessageDigest MD5 = fresh("MD5");
    private static final MessageDigest SHA256 = fresh("SHA-256");

    /// The extensions of a client hello.
    static final class Hello {
        final List<Integer> extensions = new ArrayList<>();
        List<Integer> groups = List.of();
        List<Integer> pointFormats = List.of();
        List<Integer> versions = List.of();
        List<SignatureAndHashAlgorithm> signatures = List.of();
        List<Bytes> protocols = List.of();
    }

    private Fingerprint() {}

    // ---- JA3

    static String ja3(SslClientHello e, Hello hello) {
        StringBuilder text = new StringBuilder().append(e.version());
        decimal(text.append(','), e.ciphers());
        decimal(text.append(','), hello.extensions);
        decimal(text.append(','), hello.groups);
        decimal(text.append(','), hello.pointFormats);
        return digest(MD5, text.toString());
    }

    static String ja3s(SslServerHello e, List<Integer> extensions) {
        StringBuilder text = new StringBuilder().append(e.version());
        decimal(text.append(',').append(e.cipher()).append(','), extensions);
        return digest(MD5, text.toString());
    }

    private static void decimal(StringBuilder text, List<Integer> numbers) {
        String separator = "";
        for (int number : numbers) {
            if (!TlsNames.isGrease(number)) {
                text.append(separator).append(number);
                separator = "-";
            }
        }
    }

    // ---- JA4

    static String ja4(SslClientHello e, Hello hello) {
        List<Integer> ciphers = withoutGrease(e.ciphers());
        List<Integer> extensions = withoutGrease(hello.extensions);
        StringBuilder text = new StringBuilder("t");
        text.append(version(e.version(), hello.versions));
        text.append(extensions.contains(SERVER_NAME) ? 'd' : 'i');
        twoDigits(text, ciphers.size());
        twoDigits(text, extensions.size());
        text.append(protocol(hello.protocols));
        ciphers.sort(null);
        text.append('_').append(hash(hex(ciphers)));
        text.append('_').append(hash(extensions(extensions, hello.signatures)));
        return text.toString();
    }

    /// {@return a new list}
    private static List<Integer> withoutGrease(List<Integer> numbers) {
        List<Integer> rest = new ArrayList<>(numbers);
        rest.removeIf(TlsNames::isGrease);
        return rest;
    }

    private static String version(int outer, List<Integer> supported) {
        List<Integer> known = withoutGrease(supported);
        int highest = known.isEmpty() ? outer : Collections.max(known);
        return switch (highest) {
            case 0x0304 -> "13";
            case 0x0303 -> "12";
            case 0x0302 -> "11";
            case 0x0301 -> "10";
            case 0x0300 -> "s3";
            case 0x0002 -> "s2";
            case 0xfeff -> "d1";
            case 0xfefd -> "d2";
            case 0xfefc -> "d3";
            default -> "00";
        };
    }

    private static void twoDigits(StringBuilder text, int count) {
        int shown = Math.min(count, MOST_COUNTED);
        text.append(shown / 10).append(shown % 10);
    }

    /// First and last character of the first protocol, or those of its hexadecimal digits.
    private static String protocol(List<Bytes> protocols) {
        if (protocols.isEmpty() || protocols.getFirst().isEmpty()) {
            return "00";
        }
        Bytes first = protocols.getFirst();
        byte begin = first.at(0);
        byte end = first.at(first.length() - 1);
        if (isAlphanumeric(begin) && isAlphanumeric(end)) {
            return "" + (char) begin + (char) end;
        }
        String digits = first.hex();
        return "" + digits.charAt(0) + digits.charAt(digits.length() - 1);
    }

    private static boolean isAlphanumeric(byte octet) {
        return octet >= '0' && octet <= '9'
                || octet >= 'a' && octet <= 'z'
                || octet >= 'A' && octet <= 'Z';
    }

    private static String extensions(
            List<Integer> extensions, List<SignatureAndHashAlgorithm> signatures) {
        List<Integer> sorted = new ArrayList<>(extensions);
        sorted.removeIf(code -> code == SERVER_NAME || code == ALPN);
        sorted.sort(null);
        List<Integer> algorithms = new ArrayList<>();
        for (SignatureAndHashAlgorithm each : signatures) {
            algorithms.add(each.hashAlgorithm() << 8 | each.signatureAlgorithm());
        }
        algorithms.removeIf(TlsNames::isGrease);
        return sorted.isEmpty() || algorithms.isEmpty()
                ? hex(sorted)
                : hex(sorted) + "_" + hex(algorithms);
    }

    private static String hex(List<Integer> numbers) {
        StringBuilder text = new StringBuilder();
        for (int number : numbers) {
            text.append(text.isEmpty() ? "" : ",");
            HEX.toHexDigits(text, (byte) (number >>> 8));
            HEX.toHexDigits(text, (byte) number);
        }
        return text.toString();
    }

    private static String hash(String text) {
        return text.isEmpty()
                ? "0".repeat(JA4_DIGITS)
                : digest(SHA256, text).substring(0, JA4_DIGITS);
    }

    /// {@return a SHA-256 digest in hexadecimal digits}
    static String sha256(byte[] octets) {
        return digest(SHA256, octets);
    }

    private static String digest(MessageDigest fresh, String text) {
        return digest(fresh, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String digest(MessageDigest fresh, byte[] octets) {
        return HEX.formatHex(copy(fresh).digest(octets));
    }

    /// A copy is made in a tenth of the time in which a new one is found.
    private static MessageDigest copy(MessageDigest fresh) {
        try {
            return (MessageDigest) fresh.clone();
        } catch (CloneNotSupportedException e) {
            return fresh(fresh.getAlgorithm()); // by another provider than the JDK's
        }
    }

    private static MessageDigest fresh(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
