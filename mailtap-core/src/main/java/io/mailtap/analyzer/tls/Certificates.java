package io.mailtap.analyzer.tls;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.Direction;

/// Hands certificates, and what their issuers say of them, on as files.
///
/// Each side's are numbered from 0 in each message, so that a second message names the same files
/// again, as in Zeek.
final class Certificates {
    private static final String OWN = "application/x-x509-user-cert";
    private static final String ISSUERS = "application/x-x509-ca-cert";
    private static final String STATUS = "application/ocsp-response";

    private final AnalyzerContext context;

    Certificates(AnalyzerContext context) {
        this.context = context;
    }

    /// Takes a certificate message: the sender's own first, then those of issuers.
    void onCertificates(boolean isClient, Cursor message) {
        Cursor list = message.vector(3);
        for (int i = 0; list.hasMore() && !context.isDone(); i++) {
            ByteSlice certificate = list.vector(3).rest();
            if (list.isBroken()) {
                message.fail();
            } else if (certificate.isEmpty()) {
                context.weird("zero_length_certificate", "");
            } else {
                context.file(Direction.of(isClient), i, i == 0 ? OWN : ISSUERS, certificate);
            }
        }
    }

    /// Takes what the issuer says of the server's certificate.
    void onStatus(boolean isClient, ByteSlice response) {
        context.file(Direction.of(isClient), 0, STATUS, response);
    }
}
