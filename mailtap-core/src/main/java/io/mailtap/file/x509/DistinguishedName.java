package io.mailtap.file.x509;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Distinguished names as RFC 2253 writes them: the last part first, special characters behind a
/// backslash, octets that are not ASCII as `\XX`.
final class DistinguishedName {
    /// Octets of a name that are kept, as in Zeek.
    private static final int LONGEST = 2047;

    private static final String COMMON_NAME = "2.5.4.3";
    private static final String SPECIAL = ",+\"\\<>;";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private static final int UTF8_STRING = 0x0c;
    private static final int NUMERIC_STRING = 0x12;
    private static final int PRINTABLE_STRING = 0x13;
    private static final int T61_STRING = 0x14;
    private static final int IA5_STRING = 0x16;
    private static final int VISIBLE_STRING = 0x1a;
    private static final int UNIVERSAL_STRING = 0x1c;
    private static final int BMP_STRING = 0x1e;

    private DistinguishedName() {}

    /// {@return the text of a name}
    ///
    /// @param name a sequence of sets of attributes
    static Bytes text(Der.Element name) {
        List<String> parts = new ArrayList<>();
        Der sets = name.inner();
        for (Der.Element set = sets.next(); set != null; set = sets.next()) {
            parts.add(part(set));
        }
        Bytes text = Bytes.ofLatin1(String.join(",", parts.reversed()));
        return text.length() <= LONGEST ? text : text.slice(0, LONGEST);
    }

    private static String part(Der.Element set) {
        List<String> attributes = new ArrayList<>(1);
        Der all = set.inner();
        for (Der.Element pair = all.next(); pair != null; pair = all.next()) {
            Der inner = pair.inner();
            Der.Element oid = inner.next(Der.OBJECT_IDENTIFIER);
            Der.Element value = inner.next();
            if (oid != null && value != null) {
                attributes.add(attribute(ObjectIdentifier.text(oid.content()), value));
            }
        }
        return String.join("+", attributes.reversed());
    }

    private static String attribute(String oid, Der.Element value) {
        String text = ObjectIdentifier.name(oid) == null ? null : characters(value);
        return ObjectIdentifier.shortName(oid)
                + "="
                + (text == null ? dump(value.whole()) : escaped(text));
    }

    private static String dump(ByteSlice octets) {
        return "#" + HEX.formatHex(octets.toBytes().toArray());
    }

    /// The characters of a value, null if it is no text.
    private static @Nullable String characters(Der.Element value) {
        Charset charset =
                switch (value.tag()) {
                    case UTF8_STRING -> StandardCharsets.UTF_8;
                    case NUMERIC_STRING, PRINTABLE_STRING, T61_STRING, IA5_STRING, VISIBLE_STRING ->
                            StandardCharsets.ISO_8859_1;
                    case BMP_STRING -> StandardCharsets.UTF_16BE;
                    case UNIVERSAL_STRING -> Charset.forName("UTF-32BE");
                    default -> null;
                };
        return charset == null ? null : new String(value.content().toBytes().toArray(), charset);
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < octets.length; i++) {
            int octet = octets[i] & 0xff;
            boolean atEdge = octet == ' ' && (i == 0 || i == octets.length - 1);
            if (octet < 0x20 || octet >= 0x7f) {
                out.append('\\').append(HEX.toHexDigits((byte) octet));
            } else if (SPECIAL.indexOf(octet) >= 0 || atEdge || octet == '#' && i == 0) {
                out.append('\\').append((char) octet);
            } else {
                out.append((char) octet);
            }
        }
        return out.toString();
    }

    /// {@return the octets of a name's last common name, null if it has none}
    static @Nullable Bytes commonName(Der.Element name) {
        Bytes last = null;
        Der sets = name.inner();
        for (Der.Element set = sets.next(); set != null; set = sets.next()) {
            Der all = set.inner();
            for (Der.Element pair = all.next(); pair != null; pair = all.next()) {
                Der inner = pair.inner();
                Der.Element oid = inner.next(Der.OBJECT_IDENTIFIER);
                Der.Element value = inner.next();
                if (oid != null
                        && value != null
                        && ObjectIdentifier.text(oid.content()).equals(COMMON_NAME)) {
                    last = value.content().toBytes();
                }
            }
        }
        return last;
    }
}
