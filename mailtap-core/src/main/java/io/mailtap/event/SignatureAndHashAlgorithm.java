package io.mailtap.event;

/// Which signature, in two numbers of TLS 1.2: Zeek's `SSL::SignatureAndHashAlgorithm`. In TLS 1.3
/// they are one number of two octets.
///
/// @param hashAlgorithm number of the hash, the first octet
/// @param signatureAlgorithm number of the signature, the second
/// @see <a href="https://www.rfc-editor.org/rfc/rfc5246#section-7.4.1.4.1">RFC 5246, 7.4.1.4.1</a>
public record SignatureAndHashAlgorithm(int hashAlgorithm, int signatureAlgorithm) {}
