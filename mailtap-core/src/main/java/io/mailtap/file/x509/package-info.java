/// Reads X.509 certificates (RFC 5280), as leniently as can be, and raises the events of
/// [io.mailtap.event.X509Event].
///
/// [io.mailtap.file.x509.CertificateFile] is the way in; the classes beside it each read one part
/// of a certificate. Names of algorithms, attributes and extensions are those of OpenSSL, which
/// Zeek's logs have.
@org.jspecify.annotations.NullMarked
package io.mailtap.file.x509;
