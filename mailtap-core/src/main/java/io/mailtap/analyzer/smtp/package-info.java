/// The SMTP analyzer (RFC 5321, with 2033 LMTP, 2920 PIPELINING, 3030 CHUNKING, 3207 STARTTLS and
/// 4954 AUTH).
///
/// [io.mailtap.analyzer.smtp.SmtpAnalyzer] turns lines into commands and replies, `Verb` is the
/// table of commands and the replies that fit them, `Session` is the state they move.
@org.jspecify.annotations.NullMarked
package io.mailtap.analyzer.smtp;
