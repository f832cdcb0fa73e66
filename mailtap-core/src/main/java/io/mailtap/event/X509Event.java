package io.mailtap.event;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;

/// What stands in the certificates that a TLS handshake shows, between the events of the
/// certificate as a file: after `file_sniff`, before `file_hash`.
///
/// In TLS 1.3 certificates are encrypted, and there are none of these.
public sealed interface X509Event extends Event {
    /// {@return the connection it was seen on}
    Connection c();

    /// {@return the certificate as a file, of source `SSL`}
    FileInfo f();

    /// A certificate that can be read.
    ///
    /// @param c the connection it was seen on
    /// @param f the certificate as a file
    /// @param certRef the certificate itself, in DER; left out of JSON
    /// @param cert what stands in it
    record X509Certificate(Connection c, FileInfo f, Bytes certRef, Certificate cert)
            implements X509Event {
        @Override
        public EventType type() {
            return EventType.X509_CERTIFICATE;
        }
    }

    /// An extension of it, in the order in which they stand there; the event of its own kind, if
    /// there is one, follows.
    ///
    /// @param c the connection it was seen on
    /// @param f the certificate as a file
    /// @param ext the extension
    record X509Extension(Connection c, FileInfo f, CertificateExtension ext) implements X509Event {
        @Override
        public EventType type() {
            return EventType.X509_EXTENSION;
        }
    }

    /// Whether the certificate's key may sign others.
    ///
    /// @param c the connection it was seen on
    /// @param f the certificate as a file
    /// @param ext what the extension says
    record X509ExtBasicConstraints(Connection c, FileInfo f, BasicConstraints ext)
            implements X509Event {
        @Override
        public EventType type() {
            return EventType.X509_EXT_BASIC_CONSTRAINTS;
        }
    }

    /// Whom the certificate is for.
    ///
    /// @param c the connection it was seen on
    /// @param f the certificate as a file
    /// @param ext what the extension says
    record X509ExtSubjectAlternativeName(Connection c, FileInfo f, SubjectAlternativeName ext)
            implements X509Event {
        @Override
        public EventType type() {
            return EventType.X509_EXT_SUBJECT_ALTERNATIVE_NAME;
        }
    }

    /// That the certificate stands in a public log (RFC 6962). Once for each log.
    ///
    /// @param c the connection it was seen on
    /// @param f the certificate as a file
    /// @param version of the structure
    /// @param logid identifies the log
    /// @param timestamp milliseconds since 1970-01-01T00:00Z
    /// @param hashAlgorithm number of the signature's hash
    /// @param signatureAlgorithm number of the signature's algorithm
    /// @param signature that of the log
    record X509OcspExtSignedCertificateTimestamp(
            Connection c,
            FileInfo f,
            int version,
            Bytes logid,
            long timestamp,
            int hashAlgorithm,
            int signatureAlgorithm,
            Bytes signature)
            implements X509Event {
        @Override
        public EventType type() {
            return EventType.X509_OCSP_EXT_SIGNED_CERTIFICATE_TIMESTAMP;
        }
    }
}
