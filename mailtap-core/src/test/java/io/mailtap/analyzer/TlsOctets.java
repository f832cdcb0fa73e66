package io.mailtap.analyzer;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/// Builds records and handshake messages, of which any part may be wrong.
///
/// Octets are written as hexadecimal digits; blanks in them count for nothing.
public final class TlsOctets {
    /// Random octets of a hello, all of them.
    public static final String RANDOM =
            "000000010405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private TlsOctets() {}

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    /// {@return octets as transcripts write them}
    public static String escaped(String hex) {
        StringBuilder text = new StringBuilder();
        for (byte octet : octets(hex)) {
            text.append(String.format("%%%02x", octet));
        }
        return text.toString();
    }

    /// {@return octets}
    public static byte[] raw(String hex) {
        return octets(hex);
    }

    /// {@return a vector whose length takes so many octets}
    public static String vector(int lengthOctets, String hex) {
        byte[] body = octets(hex);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = lengthOctets - 1; i >= 0; i--) {
            out.write(body.length >>> 8 * i);
        }
        out.writeBytes(body);
        return hex(out.toByteArray());
    }

    /// {@return a record}
    public static String record(int type, String version, String body) {
        return String.format("%02x", type) + version + vector(2, body);
    }

    /// {@return a handshake record of TLS 1.2 that holds messages}
    public static String handshake(String... messages) {
        return record(22, "0303", String.join("", messages));
    }

    /// {@return a handshake message}
    public static String message(int type, String body) {
        return String.format("%02x", type) + vector(3, body);
    }

    /// {@return an extension}
    public static String extension(int code, String body) {
        return String.format("%04x", code) + vector(2, body);
    }

    /// {@return the extension that names the server}
    public static String serverName(String name) {
        String hex = hex(name.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return extension(0, vector(2, "00" + vector(2, hex)));
    }

    /// {@return a client hello}
    public static String clientHello(String sessionId, String ciphers, String... extensions) {
        return clientHelloOf("0303", sessionId, ciphers, extensions);
    }

    /// {@return a client hello of some version}
    public static String clientHelloOf(
            String version, String sessionId, String ciphers, String... extensions) {
        String all = String.join("", extensions);
        return message(
                1,
                version
                        + RANDOM
                        + vector(1, sessionId)
                        + vector(2, ciphers)
                        + vector(1, "00")
                        + (all.isEmpty() ? "" : vector(2, all)));
    }

    /// {@return a server hello}
    public static String serverHello(String sessionId, String cipher, String... extensions) {
        return serverHelloOf("0303", sessionId, cipher, extensions);
    }

    /// {@return a server hello of some version}
    public static String serverHelloOf(
            String version, String sessionId, String cipher, String... extensions) {
        String all = String.join("", extensions);
        return message(
                2,
                version
                        + RANDOM
                        + vector(1, sessionId)
                        + cipher
                        + "00"
                        + (all.isEmpty() ? "" : vector(2, all)));
    }

    /// {@return a certificate message}
    public static String certificates(String... certificates) {
        StringBuilder list = new StringBuilder();
        for (String each : certificates) {
            list.append(vector(3, each));
        }
        return message(11, vector(3, list.toString()));
    }

    /// {@return a change-cipher-spec record}
    public static String spec() {
        return record(20, "0303", "01");
    }

    /// {@return a record of encrypted octets}
    public static String encrypted(int type) {
        return record(type, "0303", "aabbccddeeff00112233");
    }
}
