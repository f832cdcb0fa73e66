package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.BasicConstraints;
import io.mailtap.event.Certificate;
import io.mailtap.event.SubjectAlternativeName;
import io.mailtap.event.X509Event;
import io.mailtap.event.X509Event.X509Certificate;
import io.mailtap.event.X509Event.X509ExtBasicConstraints;
import io.mailtap.event.X509Event.X509ExtSubjectAlternativeName;
import io.mailtap.event.X509Event.X509Extension;
import io.mailtap.event.X509Event.X509OcspExtSignedCertificateTimestamp;
import io.mailtap.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON of certificates' events; what is unset is left out.
final class X509Fields {
    private X509Fields() {}

    static void write(X509Event event, JsonLine line) {
        line.text("fuid", event.f().id());
        switch (event) {
            case X509Certificate e -> certificate(e.cert(), line);
            case X509Extension e ->
                    line.key("ext")
                            .object()
                            .text("name", e.ext().name())
                            .text("short_name", e.ext().shortName())
                            .text("oid", e.ext().oid())
                            .bool("critical", e.ext().critical())
                            .octets("value", e.ext().value())
                            .end();
            case X509ExtBasicConstraints e -> constraints(e.ext(), line);
            case X509ExtSubjectAlternativeName e -> names(e.ext(), line);
            case X509OcspExtSignedCertificateTimestamp e ->
                    line.count("version", e.version())
                            .octets("logid", e.logid())
                            .count("timestamp", e.timestamp())
                            .count("hash_algorithm", e.hashAlgorithm())
                            .count("signature_algorithm", e.signatureAlgorithm())
                            .octets("signature", e.signature());
        }
    }

    private static void certificate(Certificate cert, JsonLine line) {
        line.key("cert")
                .object()
                .count("version", cert.version())
                .text("serial", cert.serial())
                .octets("subject", cert.subject())
                .octets("issuer", cert.issuer());
        octets("cn", cert.cn(), line);
        line.time("not_valid_before", cert.notValidBefore())
                .time("not_valid_after", cert.notValidAfter())
                .text("key_alg", cert.keyAlg())
                .text("sig_alg", cert.sigAlg());
        text("key_type", cert.keyType(), line);
        if (cert.keyLength().isPresent()) {
            line.count("key_length", cert.keyLength().getAsInt());
        }
        text("exponent", cert.exponent(), line);
        text("curve", cert.curve(), line);
        line.text("tbs_sig_alg", cert.tbsSigAlg()).end();
    }

    private static void text(String name, @Nullable String value, JsonLine line) {
        if (value != null) {
            line.text(name, value);
        }
    }

    private static void octets(String name, @Nullable Bytes value, JsonLine line) {
        if (value != null) {
            line.octets(name, value);
        }
    }

    private static void constraints(BasicConstraints ext, JsonLine line) {
        line.key("ext").object().bool("ca", ext.ca());
        if (ext.pathLen().isPresent()) {
            line.count("path_len", ext.pathLen().getAsLong());
        }
        line.end();
    }

    private static void names(SubjectAlternativeName ext, JsonLine line) {
        line.key("ext").object();
        octets("dns", ext.dns(), line);
        octets("uri", ext.uri(), line);
        octets("email", ext.email(), line);
        List<IpAddress> ip = ext.ip();
        if (ip != null) {
            line.list("ip", ip, (IpAddress each) -> line.value(each.toString()));
        }
        line.bool("other_fields", ext.otherFields()).end();
    }

    private static void octets(String name, @Nullable List<Bytes> values, JsonLine line) {
        if (values != null) {
            line.octetList(name, values);
        }
    }
}
