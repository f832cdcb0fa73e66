package io.mailtap.loads;

import java.util.List;

/// A mail to be sent.
///
/// @param plain its octets
/// @param stuffed the same with dots doubled, as DATA and RETR carry it
/// @param headerLength of the header with the empty line behind it, in octets
/// @param middle so many octets of `stuffed` hold no attachment that is complete
record Mail(
        Content plain,
        Content stuffed,
        String id,
        String subject,
        String sender,
        List<Attachment> attachments,
        int headerLength,
        long middle) {
    long size() {
        return plain.length();
    }
}
