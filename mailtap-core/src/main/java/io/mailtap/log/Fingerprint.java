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
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Fingerprints of hellos, by which programs are told apart: JA3, JA3S, and JA4 of clients.
///
/// @see <a href="https://github.com/salesforce/ja3">JA3</a>
/// @see <a href="https://github.com/FoxIO-LLC/ja4/blob/main/technical_details/JA4.md">JA4</a>
final class Fingerprint {
    private static final int SERVER_NAME = 0;
    private static final int ALPN = 16;
    private static final int MOST_COUNTED = 99;
    private static final int JA4_DIGITS = 12;

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
        String text =
                Stream.of(e.ciphers(), hello.extensions, hello.groups, hello.pointFormats)
                        .map(Fingerprint::decimal)
                        .collect(Collectors.joining(","));
        return digest("MD5", e.version() + "," + text);
    }

    static String ja3s(SslServerHello e, List<Integer> extensions) {
        return digest("MD5", e.version() + "," + e.cipher() + "," + decimal(extensions));
    }

    private static String decimal(List<Integer> numbers) {
        return numbers.stream()
                .filter(number -> !TlsNames.isGrease(number))
                .map(String::valueOf)
                .collect(Collectors.joining("-"));
    }

    // ---- JA4

    static String ja4(SslClientHello e, Hello hello) {
        List<Integer> ciphers = withoutGrease(e.ciphers());
        List<Integer> extensions = withoutGrease(hello.extensions);
        String name = extensions.contains(SERVER_NAME) ? "d" : "i";
        return "t"
                + version(e.version(), hello.versions)
                + name
                + twoDigits(ciphers.size())
                + twoDigits(extensions.size())
                + protocol(hello.protocols)
                + "_"
                + hash(hex(ciphers.stream().sorted()))
                + "_"
                + hash(extensions(extensions, hello.signatures));
    }

    private static List<Integer> withoutGrease(List<Integer> numbers) {
        return numbers.stream().filter(number -> !TlsNames.isGrease(number)).toList();
    }

    private static String version(int outer, List<Integer> supported) {
        int highest =
                supported.stream()
                        .filter(number -> !TlsNames.isGrease(number))
                        .max(Integer::compare)
                        .orElse(outer);
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

    private static String twoDigits(int count) {
        return String.format("%02d", Math.min(count, MOST_COUNTED));
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
        String sorted =
                hex(
                        extensions.stream()
                                .filter(code -> code != SERVER_NAME && code != ALPN)
                                .sorted());
        String algorithms =
                hex(
                        signatures.stream()
                                .map(each -> each.hashAlgorithm() << 8 | each.signatureAlgorithm())
                                .filter(number -> !TlsNames.isGrease(number)));
        return sorted.isEmpty() || algorithms.isEmpty() ? sorted : sorted + "_" + algorithms;
    }

    private static String hex(Stream<Integer> numbers) {
        return numbers.map(number -> HexFormat.of().toHexDigits(number.shortValue()))
                .collect(Collectors.joining(","));
    }

    private static String hash(String text) {
        return text.isEmpty()
                ? "0".repeat(JA4_DIGITS)
                : digest("SHA-256", text).substring(0, JA4_DIGITS);
    }

    private static String digest(String algorithm, String text) {
        return digest(algorithm, text.getBytes(StandardCharsets.US_ASCII));
    }

    /// {@return a digest in hexadecimal digits}
    static String digest(String algorithm, byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
