package io.mailtap.analyzer.smtp;

/// How far a session has come, in the order of Zeek's numbers, which appear in the details of
/// `smtp_unexpected`.
enum State {
    /// Only after TURN.
    CONNECTED,
    /// The greeting or EHLO is awaited.
    INITIATED,
    /// The server has refused to serve.
    NOT_AVAILABLE,
    /// Between mails.
    READY,
    /// After MAIL.
    MAIL_OK,
    /// After RCPT.
    RCPT_OK,
    /// After DATA: lines are mail.
    IN_DATA,
    /// After the end of a mail, before its reply.
    AFTER_DATA,
    /// In a SASL dialogue: lines of the client are answers.
    IN_AUTH,
    /// After STARTTLS: nothing is ours any more.
    IN_TLS,
    /// After QUIT.
    QUIT,
    /// Octets were lost; lines of the client mean nothing until the server's next reply.
    AFTER_GAP,
    /// A first reply was seen after a loss.
    GAP_RECOVERY,
    /// Within BDAT chunks.
    IN_BDAT
}
