package io.mailtap.conformance;

import java.util.HexFormat;
import java.util.List;

/// A mail made by [MailGenerator].
///
/// @param octets the mail itself; ends in CR LF unless it needs chunks
/// @param files what is in it, in the order in which they end
/// @param needsChunks whether only BDAT can carry it
record GeneratedMail(byte[] octets, List<GeneratedFile> files, boolean needsChunks) {
    /// {@return the mail as a file}
    GeneratedFile whole() {
        return GeneratedFile.of("", octets);
    }

    static String sha256(byte[] octets) {
        return HexFormat.of().formatHex(RecordedEntity.sha256().digest(octets));
    }
}
