package io.mailtap.log;

import io.mailtap.event.AnalyzerEvent.AnalyzerViolation;
import io.mailtap.event.ConnectionEvent.ConnectionStateRemove;
import io.mailtap.event.Events;
import io.mailtap.event.FileEvent.FileSniff;
import io.mailtap.event.FileInfo;
import io.mailtap.event.Moment;
import io.mailtap.event.TlsEvent;
import io.mailtap.event.TlsExtensionEvent;
import io.mailtap.event.TlsHandshakeEvent;
import io.mailtap.event.TlsHandshakeEvent.SslEstablished;
import io.mailtap.event.TlsRecordEvent;
import io.mailtap.event.X509Event.X509Certificate;
import io.mailtap.event.X509Event.X509ExtSubjectAlternativeName;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionLocal;

/// ssl.log: one row per connection on which TLS was spoken, when its handshake is over, when it
/// turns out not to be TLS, or when the connection is forgotten.
final class SslLog {
    static final Schema SCHEMA =
            Schema.ofConnections(
                    "ssl",
                    "version string",
                    "cipher string",
                    "curve string",
                    "server_name string",
                    "resumed bool",
                    "last_alert string",
                    "next_protocol string",
                    "established bool",
                    "ssl_history string",
                    "cert_chain_fps vector[string]",
                    "client_cert_chain_fps vector[string]",
                    "sni_matches_cert bool",
                    "ja3 string",
                    "ja3s string",
                    "ja4 string");

    static final String SOURCE = "SSL";

    private final LogFile log;
    private final ConnectionLocal<SslRecord> records = new ConnectionLocal<>();

    SslLog(LogFile log) {
        this.log = log;
    }

    void attach(Events events) {
        events.on(TlsExtensionEvent.class, this::onExtension)
                .on(TlsHandshakeEvent.class, this::onHandshake)
                .on(TlsRecordEvent.class, this::onRecord)
                .on(FileSniff.class, this::onFile)
                .on(X509Certificate.class, (X509Certificate e, Moment _) -> onCertificate(e))
                .on(
                        X509ExtSubjectAlternativeName.class,
                        (X509ExtSubjectAlternativeName e, Moment _) -> onNames(e))
                .on(AnalyzerViolation.class, (AnalyzerViolation e, Moment _) -> onViolation(e))
                .on(
                        ConnectionStateRemove.class,
                        (ConnectionStateRemove e, Moment _) -> write(e.c(), true));
    }

    private SslRecord record(TlsEvent e, Moment moment) {
        SslRecord record = records.get(e.c());
        if (record == null) {
            record = new SslRecord(moment.nanos());
            records.set(e.c(), record);
        }
        return record;
    }

    private void onExtension(TlsExtensionEvent e, Moment moment) {
        record(e, moment).hello.onExtension(e);
    }

    private void onHandshake(TlsHandshakeEvent e, Moment moment) {
        SslRecord record = record(e, moment);
        record.onHandshake(e);
        if (e instanceof SslEstablished) {
            write(e.c(), false);
        }
    }

    private void onRecord(TlsRecordEvent e, Moment moment) {
        record(e, moment).onRecord(e);
    }

    private void onFile(FileSniff e, Moment moment) {
        SslRecord record = records.get(e.c());
        if (record != null && e.f().source().equals(SOURCE)) {
            record.certificates.onFile(e.f(), e.mimeType());
        }
    }

    private void onCertificate(X509Certificate e) {
        SslRecord record = records.get(e.c());
        if (record != null) {
            record.certificates.onCertificate(e);
        }
    }

    private void onNames(X509ExtSubjectAlternativeName e) {
        SslRecord record = records.get(e.c());
        if (record != null) {
            record.certificates.onNames(e);
        }
    }

    private void onViolation(AnalyzerViolation e) {
        if (e.atype().equals(SOURCE)) {
            write(e.c(), false);
        }
    }

    private void write(Connection c, boolean last) {
        SslRecord record = records.get(c);
        if (record != null && !record.written) {
            record.written = true;
            record.write(c, log.begin());
        }
        if (last) {
            records.set(c, null);
        }
    }

    /// {@return whether a file is part of a handshake, not of a mail}
    static boolean isOfHandshake(FileInfo f) {
        return f.source().equals(SOURCE);
    }
}
