package io.mailtap.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Names of the numbers in [TlsEvent]s: those of the registries, in Zeek's spelling.
public final class TlsNames {
    private static final int DRAFTS = 0x7f;

    /// The table is read when the first name is asked for.
    private static final class Table {
        static final Map<String, String> NAMES = read();

        private static Map<String, String> read() {
            Map<String, String> names = new HashMap<>();
            try (InputStream in = TlsNames.class.getResourceAsStream("tls-names.txt");
                    BufferedReader lines =
                            new BufferedReader(
                                    new InputStreamReader(
                                            Objects.requireNonNull(in),
                                            StandardCharsets.US_ASCII))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.startsWith("#")) {
                        String[] words = line.split(" ");
                        names.put(key(words[0], Integer.parseInt(words[1], 16)), words[2]);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return names;
        }
    }

    private TlsNames() {}

    private static String key(String kind, int number) {
        return kind + number;
    }

    private static String name(String kind, int number) {
        String name = Table.NAMES.get(key(kind, number));
        return name == null ? "unknown-" + number : name;
    }

    /// {@return the name of a version: `TLSv12`, or `unknown-N`}
    ///
    /// @param version its number
    public static String version(int version) {
        return switch (version) {
            case 0x0002 -> "SSLv2";
            case 0x0300 -> "SSLv3";
            case 0x0301 -> "TLSv10";
            case 0x0302 -> "TLSv11";
            case 0x0303 -> "TLSv12";
            case 0x0304 -> "TLSv13";
            case 0xfeff -> "DTLSv10";
            case 0xfefd -> "DTLSv12";
            case 0xfefc -> "DTLSv13";
            default ->
                    version >>> 8 == DRAFTS ? "TLSv13-draft" + version % 127 : "unknown-" + version;
        };
    }

    /// {@return whether a version is TLS 1.3 or one of its drafts}
    ///
    /// @param version its number
    public static boolean isTls13(int version) {
        return version == 0x0304 || version >>> 8 == DRAFTS;
    }

    /// {@return the name of a cipher suite: `TLS_AES_128_GCM_SHA256`, or `unknown-N`}
    ///
    /// @param cipher its number
    public static String cipher(int cipher) {
        return name("suite", cipher);
    }

    /// {@return the name of a group, which used to be called a curve: `x25519`, or `unknown-N`}
    ///
    /// @param curve its number
    public static String curve(int curve) {
        return isGrease(curve) ? String.format("grease_0x%04X", curve) : name("group", curve);
    }

    /// {@return the name of an alert: `handshake_failure`, or `unknown-N`}
    ///
    /// @param desc its number
    public static String alert(int desc) {
        return name("alert", desc);
    }

    /// {@return whether a number means nothing and is sent to see whether the other side minds}
    ///
    /// @param number a cipher suite, extension, group, or version
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc8701">RFC 8701</a>
    public static boolean isGrease(int number) {
        return (number & 0x0f0f) == 0x0a0a && number >>> 8 == (number & 0xff);
    }
}
