package io.mailtap.file.x509;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.event.Certificate;
import io.mailtap.event.EventType;
import io.mailtap.event.Events;
import io.mailtap.event.FileInfo;
import io.mailtap.event.X509Event.X509Certificate;
import java.math.BigInteger;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A certificate as a file, to be read (RFC 5280, section 4.1).
public final class CertificateFile {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final AnalyzerContext context;
    private final FileInfo file;
    private final ByteSlice octets;
    private final KnownCertificates known;
    private boolean flawed;

    /// Creates one.
    ///
    /// @param context where events and weirds go
    /// @param file what it is as a file
    /// @param octets all of it, in DER, borrowed
    /// @param known what was read before
    public CertificateFile(
            AnalyzerContext context, FileInfo file, ByteSlice octets, KnownCertificates known) {
        this.context = context;
        this.file = file;
        this.octets = octets;
        this.known = known;
    }

    /// {@return whether anybody wants to know of certificates, or of what is wrong with them}
    ///
    /// @param events the registry
    public static boolean isWanted(Events events) {
        return events.wants(EventType.X509_CERTIFICATE)
                || events.wants(EventType.X509_EXTENSION)
                || events.wants(EventType.X509_EXT_BASIC_CONSTRAINTS)
                || events.wants(EventType.X509_EXT_SUBJECT_ALTERNATIVE_NAME)
                || events.wants(EventType.X509_OCSP_EXT_SIGNED_CERTIFICATE_TIMESTAMP)
                || events.wants(EventType.CONN_WEIRD);
    }

    /// Raises the events of what stands in it.
    public void read() {
        Der.Element whole = new Der(octets).next(Der.SEQUENCE);
        Der parts = whole == null ? null : whole.inner();
        Der.Element signed = parts == null ? null : parts.next(Der.SEQUENCE);
        Der.Element algorithm = parts == null ? null : parts.next(Der.SEQUENCE);
        Der.Element signature = parts == null ? null : parts.next(Der.BIT_STRING);
        Fields fields = signed == null ? null : Fields.of(signed.inner());
        if (fields == null || algorithm == null || signature == null) {
            weird("x509_cert_parse_error");
            return;
        }
        KnownCertificates.Known same = known.find(octets);
        if (same == null) {
            same = new KnownCertificates.Known(octets.toBytes(), certificate(fields, algorithm));
            if (!flawed) {
                known.add(same);
            }
        }
        if (context.events().wants(EventType.X509_CERTIFICATE)) {
            X509Certificate event =
                    new X509Certificate(context.connection(), file, same.der(), same.certificate());
            context.events().raise(event);
        }
        if (fields.extensions != null) {
            new Extensions(context, file).read(fields.extensions);
        }
    }

    private void weird(String name) {
        flawed = true;
        context.weird(name, file.id(), "X509");
    }

    /// The signed part, taken apart.
    private record Fields(
            int version,
            Der.Element serial,
            Der.Element algorithm,
            Der.Element issuer,
            Der.Element validity,
            Der.Element subject,
            Der.Element key,
            Der.@Nullable Element extensions) {
        static @Nullable Fields of(Der signed) {
            Der.Element version = signed.next(Der.CONTEXT_CONSTRUCTED);
            Der.Element serial = signed.next(Der.INTEGER);
            Der.Element algorithm = signed.next(Der.SEQUENCE);
            Der.Element issuer = signed.next(Der.SEQUENCE);
            Der.Element validity = signed.next(Der.SEQUENCE);
            Der.Element subject = signed.next(Der.SEQUENCE);
            Der.Element key = signed.next(Der.SEQUENCE);
            if (serial == null
                    || algorithm == null
                    || issuer == null
                    || validity == null
                    || subject == null
                    || key == null) {
                return null;
            }
            Der.Element rest = signed.next();
            while (rest != null && rest.tag() != (Der.CONTEXT_CONSTRUCTED | 3)) {
                rest = signed.next();
            }
            Der.Element extensions = rest == null ? null : rest.inner().next(Der.SEQUENCE);
            return new Fields(
                    1 + number(version),
                    serial,
                    algorithm,
                    issuer,
                    validity,
                    subject,
                    key,
                    extensions);
        }

        private static int number(Der.@Nullable Element version) {
            Der.Element number = version == null ? null : version.inner().next(Der.INTEGER);
            return number == null ? 0 : number.integer().intValue();
        }
    }

    private Certificate certificate(Fields fields, Der.Element algorithm) {
        Der times = fields.validity().inner();
        long from = Time.nanos(times.next(), this::weird);
        long until = Time.nanos(times.next(), this::weird);
        PublicKey key = PublicKey.of(fields.key());
        return new Certificate(
                fields.version(),
                serial(fields.serial().integer()),
                DistinguishedName.text(fields.subject()),
                DistinguishedName.text(fields.issuer()),
                DistinguishedName.commonName(fields.subject()),
                from,
                until,
                key.algorithm(),
                algorithmName(algorithm),
                key.type(),
                key.bits(),
                key.exponent(),
                key.curve(),
                algorithmName(fields.algorithm()));
    }

    private static String algorithmName(Der.Element algorithm) {
        Der.Element oid = algorithm.inner().next(Der.OBJECT_IDENTIFIER);
        return oid == null ? "" : ObjectIdentifier.longName(ObjectIdentifier.text(oid.content()));
    }

    private static String serial(BigInteger number) {
        byte[] octets = number.abs().toByteArray();
        int from = octets.length > 1 && octets[0] == 0 ? 1 : 0;
        String sign = number.signum() < 0 ? "-" : "";
        return sign + HEX.formatHex(octets, from, octets.length);
    }
}
