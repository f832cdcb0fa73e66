package io.mailtap.file.x509;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.BasicConstraints;
import io.mailtap.event.CertificateExtension;
import io.mailtap.event.EventType;
import io.mailtap.event.FileInfo;
import io.mailtap.event.SubjectAlternativeName;
import io.mailtap.event.X509Event.X509ExtBasicConstraints;
import io.mailtap.event.X509Event.X509ExtSubjectAlternativeName;
import io.mailtap.event.X509Event.X509Extension;
import io.mailtap.event.X509Event.X509OcspExtSignedCertificateTimestamp;
import io.mailtap.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Raises the events of a certificate's extensions (RFC 5280, section 4.2).
final class Extensions {
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String ALTERNATIVE_NAMES = "2.5.29.17";
    private static final String CERTIFICATE_TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2";

    private static final int EMAIL = Der.CONTEXT | 1;
    private static final int DNS = Der.CONTEXT | 2;
    private static final int URI = Der.CONTEXT | 6;
    private static final int IP = Der.CONTEXT | 7;

    private final AnalyzerContext context;
    private final FileInfo file;

    Extensions(AnalyzerContext context, FileInfo file) {
        this.context = context;
        this.file = file;
    }

    private void weird(String name, String detail) {
        String addl = detail.isEmpty() ? file.id() : file.id() + ": " + detail;
        context.weird(name, addl, "X509");
    }

    void read(Der.Element extensions) {
        Der all = extensions.inner();
        for (Der.Element each = all.next(); each != null; each = all.next()) {
            Der parts = each.inner();
            Der.Element oid = parts.next(Der.OBJECT_IDENTIFIER);
            Der.Element critical = parts.next(Der.BOOLEAN);
            Der.Element value = parts.next(Der.OCTET_STRING);
            if (oid != null && value != null) {
                one(ObjectIdentifier.text(oid.content()), isTrue(critical), value.content());
            }
        }
    }

    private static boolean isTrue(Der.@Nullable Element element) {
        return element != null && !element.content().isEmpty() && element.content().at(0) != 0;
    }

    private void one(String oid, boolean critical, ByteSlice value) {
        if (context.events().wants(EventType.X509_EXTENSION)) {
            CertificateExtension extension =
                    new CertificateExtension(
                            ObjectIdentifier.longName(oid),
                            ObjectIdentifier.shortName(oid),
                            oid,
                            critical,
                            ExtensionText.of(oid, value));
            context.events().raise(new X509Extension(context.connection(), file, extension));
        }
        switch (oid) {
            case BASIC_CONSTRAINTS -> basicConstraints(value);
            case ALTERNATIVE_NAMES -> alternativeNames(value);
            case CERTIFICATE_TIMESTAMPS -> timestamps(value);
            default -> {}
        }
    }

    private void basicConstraints(ByteSlice value) {
        BasicConstraints constraints = basicConstraintsOf(value);
        if (constraints == null) {
            weird("x509_invalid_basic_constraint", "");
        } else if (context.events().wants(EventType.X509_EXT_BASIC_CONSTRAINTS)) {
            context.events()
                    .raise(new X509ExtBasicConstraints(context.connection(), file, constraints));
        }
    }

    static @Nullable BasicConstraints basicConstraintsOf(ByteSlice value) {
        Der.Element sequence = new Der(value).next(Der.SEQUENCE);
        if (sequence == null) {
            return null;
        }
        Der parts = sequence.inner();
        boolean ca = isTrue(parts.next(Der.BOOLEAN));
        Der.Element length = parts.next(Der.INTEGER);
        OptionalLong limit =
                length == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(length.integer().longValue());
        return new BasicConstraints(ca, limit);
    }

    private void alternativeNames(ByteSlice value) {
        Der.Element sequence = new Der(value).next(Der.SEQUENCE);
        if (sequence == null) {
            weird("x509_san_parse_error", "");
            return;
        }
        List<Bytes> dns = new ArrayList<>();
        List<Bytes> uri = new ArrayList<>();
        List<Bytes> email = new ArrayList<>();
        List<IpAddress> ip = new ArrayList<>(0);
        boolean others = false;
        Der names = sequence.inner();
        for (Der.Element name = names.next(); name != null; name = names.next()) {
            switch (name.tag()) {
                case DNS -> dns.add(name.content().toBytes());
                case URI -> uri.add(name.content().toBytes());
                case EMAIL -> email.add(name.content().toBytes());
                case IP -> address(name.content(), ip);
                default -> others = true;
            }
        }
        if (context.events().wants(EventType.X509_EXT_SUBJECT_ALTERNATIVE_NAME)) {
            SubjectAlternativeName all =
                    new SubjectAlternativeName(
                            orNull(dns), orNull(uri), orNull(email), orNull(ip), others);
            context.events()
                    .raise(new X509ExtSubjectAlternativeName(context.connection(), file, all));
        }
    }

    private void address(ByteSlice octets, List<IpAddress> addresses) {
        switch (octets.length()) {
            case 4 -> addresses.add(IpAddress.v4(octets.i32(0)));
            case 16 -> addresses.add(new IpAddress(octets.i64(0), octets.i64(8)));
            default -> weird("x509_san_ip_length", Integer.toString(octets.length()));
        }
    }

    private static <T> @Nullable List<T> orNull(List<T> list) {
        return list.isEmpty() ? null : List.copyOf(list);
    }

    /// The list of RFC 6962, section 3.3, which is in TLS's encoding.
    private void timestamps(ByteSlice value) {
        Der.Element string = new Der(value).next(Der.OCTET_STRING);
        if (string == null
                || !context.events().wants(EventType.X509_OCSP_EXT_SIGNED_CERTIFICATE_TIMESTAMP)) {
            return;
        }
        ByteSlice list = string.content();
        int at = 2;
        while (at + 2 <= list.length()) {
            int length = list.u16(at);
            if (at + 2 + length > list.length()) {
                return;
            }
            timestamp(list.slice(at + 2, at + 2 + length));
            at += 2 + length;
        }
    }

    private void timestamp(ByteSlice one) {
        int fixed = 1 + 32 + 8;
        if (one.length() < fixed + 2) {
            return;
        }
        int at = fixed + 2 + one.u16(fixed);
        if (one.length() < at + 4) {
            return;
        }
        int length = Math.min(one.u16(at + 2), one.length() - at - 4);
        context.events()
                .raise(
                        new X509OcspExtSignedCertificateTimestamp(
                                context.connection(),
                                file,
                                one.u8(0),
                                one.slice(1, 33).toBytes(),
                                one.i64(33),
                                one.u8(at),
                                one.u8(at + 1),
                                one.slice(at + 4, at + 4 + length).toBytes()));
    }
}
