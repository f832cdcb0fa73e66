/// The SMTP analyzer (RFC 5321, with 2033 LMTP, 2920 PIPELINING, 3030 CHUNKING, 3207 STARTTLS and
/// 4954 AUTH).
///
/// [io.mailtap.analyzer.smtp.SmtpAnalyzer] cuts the stream into lines, `Dialogue` turns these into
/// commands and mails, `Replies` those of the server into replies, `Session` is the state they
/// move: one object by inheritance, since each connection has one. `Verb` is the table of commands
/// and the replies that fit them.
@org.jspecify.annotations.NullMarked
package io.mailtap.analyzer.smtp;
