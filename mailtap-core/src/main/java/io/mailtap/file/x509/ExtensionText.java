package io.mailtap.file.x509;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.BasicConstraints;
import io.mailtap.net.IpAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The common extensions as text, which is OpenSSL's.
final class ExtensionText {
    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();
    private static final List<String> USAGES =
            List.of(
                    "Digital Signature",
                    "Non Repudiation",
                    "Key Encipherment",
                    "Data Encipherment",
                    "Key Agreement",
                    "Certificate Sign",
                    "CRL Sign",
                    "Encipher Only",
                    "Decipher Only");

    private ExtensionText() {}

    /// {@return the text of an extension, its octets if it has none here}
    static Bytes of(String oid, ByteSlice value) {
        String text =
                switch (ObjectIdentifier.shortName(oid)) {
                    case "basicConstraints" -> constraints(value);
                    case "keyUsage" -> usages(new Der(value).next(Der.BIT_STRING));
                    case "extendedKeyUsage" -> purposes(new Der(value).next(Der.SEQUENCE));
                    case "subjectKeyIdentifier" ->
                            identifier(new Der(value).next(Der.OCTET_STRING));
                    case "authorityKeyIdentifier" -> authority(new Der(value).next(Der.SEQUENCE));
                    case "subjectAltName", "issuerAltName" ->
                            names(new Der(value).next(Der.SEQUENCE));
                    default -> null;
                };
        return text == null ? value.toBytes() : Bytes.ofLatin1(text);
    }

    private static @Nullable String constraints(ByteSlice value) {
        BasicConstraints constraints = Extensions.basicConstraintsOf(value);
        if (constraints == null) {
            return null;
        }
        String length =
                constraints.pathLen().isEmpty()
                        ? ""
                        : ", pathlen:" + constraints.pathLen().getAsLong();
        return "CA:" + (constraints.ca() ? "TRUE" : "FALSE") + length;
    }

    private static @Nullable String usages(Der.@Nullable Element bits) {
        if (bits == null) {
            return null;
        }
        ByteSlice octets = bits.bits();
        List<String> set = new ArrayList<>();
        for (int i = 0; i < USAGES.size() && i / 8 < octets.length(); i++) {
            if ((octets.u8(i / 8) & 0x80 >>> i % 8) != 0) {
                set.add(USAGES.get(i));
            }
        }
        return String.join(", ", set);
    }

    private static @Nullable String purposes(Der.@Nullable Element sequence) {
        if (sequence == null) {
            return null;
        }
        List<String> all = new ArrayList<>();
        Der parts = sequence.inner();
        for (Der.Element each = parts.next(); each != null; each = parts.next()) {
            all.add(ObjectIdentifier.longName(ObjectIdentifier.text(each.content())));
        }
        return String.join(", ", all);
    }

    private static @Nullable String identifier(Der.@Nullable Element octets) {
        return octets == null ? null : hex(octets.content());
    }

    private static @Nullable String authority(Der.@Nullable Element sequence) {
        Der.Element key = sequence == null ? null : sequence.inner().next(Der.CONTEXT);
        return key == null ? null : hex(key.content());
    }

    private static String hex(ByteSlice octets) {
        return HEX.formatHex(octets.toBytes().toArray());
    }

    private static @Nullable String names(Der.@Nullable Element sequence) {
        if (sequence == null) {
            return null;
        }
        List<String> all = new ArrayList<>();
        Der parts = sequence.inner();
        for (Der.Element each = parts.next(); each != null; each = parts.next()) {
            all.add(name(each));
        }
        return String.join(", ", all);
    }

    private static String name(Der.Element name) {
        ByteSlice content = name.content();
        return switch (name.tag()) {
            case Der.CONTEXT | 1 -> "email:" + content;
            case Der.CONTEXT | 2 -> "DNS:" + content;
            case Der.CONTEXT | 6 -> "URI:" + content;
            case Der.CONTEXT | 7 -> "IP Address:" + address(content);
            default -> "othername:<unsupported>";
        };
    }

    private static String address(ByteSlice octets) {
        return switch (octets.length()) {
            case 4 -> IpAddress.v4(octets.i32(0)).toString();
            case 16 -> groups(octets);
            default -> "<invalid>";
        };
    }

    private static String groups(ByteSlice octets) {
        List<String> groups = new ArrayList<>(8);
        for (int i = 0; i < octets.length(); i += 2) {
            groups.add(Integer.toHexString(octets.u16(i)).toUpperCase(Locale.ROOT));
        }
        return String.join(":", groups);
    }
}
