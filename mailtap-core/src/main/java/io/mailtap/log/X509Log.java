package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.BasicConstraints;
import io.mailtap.event.Certificate;
import io.mailtap.event.Events;
import io.mailtap.event.FileEvent.FileStateRemove;
import io.mailtap.event.FileInfo;
import io.mailtap.event.Moment;
import io.mailtap.event.SubjectAlternativeName;
import io.mailtap.event.X509Event;
import io.mailtap.event.X509Event.X509Certificate;
import io.mailtap.event.X509Event.X509ExtBasicConstraints;
import io.mailtap.event.X509Event.X509ExtSubjectAlternativeName;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionLocal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// x509.log: one row per certificate, once a day for each of its uses.
final class X509Log {
    static final Schema SCHEMA =
            Schema.of(
                            "x509",
                            "ts time",
                            "fingerprint string",
                            "certificate.version count",
                            "certificate.serial string",
                            "certificate.subject string",
                            "certificate.issuer string",
                            "certificate.not_valid_before time",
                            "certificate.not_valid_after time",
                            "certificate.key_alg string",
                            "certificate.sig_alg string",
                            "certificate.key_type string",
                            "certificate.key_length count",
                            "certificate.exponent string",
                            "certificate.curve string",
                            "san.dns vector[string]",
                            "san.uri vector[string]",
                            "san.email vector[string]",
                            "san.ip vector[addr]",
                            "basic_constraints.ca bool",
                            "basic_constraints.path_len count",
                            "host_cert bool",
                            "client_cert bool")
                    .suppressing(Duration.ofDays(1));

    private static final String OWN = "application/x-x509-user-cert";

    /// The certificate that is being read on a connection: the next begins when it has ended.
    private static final class Open {
        private final X509Certificate certificate;
        private @Nullable SubjectAlternativeName names;
        private @Nullable BasicConstraints constraints;

        Open(X509Certificate certificate) {
            this.certificate = certificate;
        }
    }

    private final LogFile log;
    private final ConnectionLocal<Open> reading = new ConnectionLocal<>();

    X509Log(LogFile log) {
        this.log = log;
    }

    void attach(Events events) {
        events.on(X509Event.class, (X509Event e, Moment _) -> onEvent(e))
                .on(FileStateRemove.class, (FileStateRemove e, Moment _) -> onEnd(e.c(), e.f()));
    }

    private void onEvent(X509Event event) {
        if (event instanceof X509Certificate e) {
            reading.set(e.c(), new Open(e));
            return;
        }
        Open open = reading.get(event.c());
        if (open == null) {
            return;
        }
        switch (event) {
            case X509ExtBasicConstraints e -> open.constraints = e.ext();
            case X509ExtSubjectAlternativeName e -> open.names = e.ext();
            default -> {}
        }
    }

    private void onEnd(Connection c, FileInfo f) {
        Open open = reading.get(c);
        if (open == null || open.certificate.f() != f) {
            return;
        }
        reading.set(c, null);
        Bytes der = open.certificate.certRef();
        String fingerprint = Fingerprint.sha256(der.toArray());
        boolean own = OWN.equals(f.mimeType());
        String use = (own ? "host" : "issuer") + (f.isOrig() ? " of client" : " of server");
        Row row = log.beginUnlessRepeat(new Repeats.About(fingerprint, use));
        if (row != null) {
            row.time(f.startNanos()).name(fingerprint);
            certificate(row, open.certificate.cert());
            names(row, open.names);
            constraints(row, open.constraints);
            row.bool(own).bool(f.isOrig()).end();
        }
    }

    private static void certificate(Row row, Certificate cert) {
        row.count(cert.version())
                .name(cert.serial())
                .octets(cert.subject())
                .octets(cert.issuer())
                .time(cert.notValidBefore())
                .time(cert.notValidAfter())
                .name(cert.keyAlg())
                .name(cert.sigAlg())
                .name(cert.keyType());
        if (cert.keyLength().isPresent()) {
            row.count(cert.keyLength().getAsInt());
        } else {
            row.unset();
        }
        row.name(cert.exponent()).name(cert.curve());
    }

    private static void names(Row row, @Nullable SubjectAlternativeName names) {
        if (names == null) {
            row.unset().unset().unset().unset();
        } else {
            row.octetSet(names.dns())
                    .octetSet(names.uri())
                    .octetSet(names.email())
                    .addresses(names.ip());
        }
    }

    private static void constraints(Row row, @Nullable BasicConstraints constraints) {
        if (constraints == null) {
            row.unset().unset();
            return;
        }
        row.bool(constraints.ca());
        if (constraints.pathLen().isPresent()) {
            row.count(constraints.pathLen().getAsLong());
        } else {
            row.unset();
        }
    }
}
