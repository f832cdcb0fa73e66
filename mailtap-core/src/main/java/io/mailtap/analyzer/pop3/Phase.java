package io.mailtap.analyzer.pop3;

/// How far a session has come (RFC 1939, section 3).
enum Phase {
    /// The greeting is awaited.
    START,
    AUTHORIZATION,
    TRANSACTION,
    /// After QUIT from TRANSACTION.
    UPDATE,
    /// After QUIT from elsewhere.
    FINISHED,
    /// We joined late or lost octets: everything is allowed until something tells.
    UNKNOWN
}
