/// The POP3 analyzer (RFC 1939, with 2449 CAPA, 2595 STLS, 5034 AUTH and 6856 UTF8 and LANG).
///
/// [io.mailtap.analyzer.pop3.Pop3Analyzer] cuts the stream into lines, `Responses` reads those of
/// the server, `Pairing` says what a command and its response mean together, `Logins` what comes of
/// those that log in: one object by inheritance, since each connection has one. `Command` is the
/// table of commands, `Sasl` reads what AUTH dialogues reveal.
@org.jspecify.annotations.NullMarked
package io.mailtap.analyzer.pop3;
