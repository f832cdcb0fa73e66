/// TLS (RFC 2246, 4346, 5246, 8446), as far as it can be seen from outside: records and the
/// handshake, until it is over.
///
/// [io.mailtap.analyzer.tls.TlsAnalyzer] follows both sides from clear to encrypted; a reader of
/// records and one of handshake messages for each side feed it. What a message says becomes events
/// in `Handshake` and the classes beside it. Certificates are handed on as files.
@org.jspecify.annotations.NullMarked
package io.mailtap.analyzer.tls;
