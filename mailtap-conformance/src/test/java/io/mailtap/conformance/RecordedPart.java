package io.mailtap.conformance;

/// An entity of a mail that is no multipart.
///
/// @param type of the content, in small letters, without parameters
/// @param name of the file, decoded; empty if it has none
/// @param size decoded octets
/// @param sha256 of these octets
record RecordedPart(String type, String name, long size, String sha256) {
    /// {@return whether it is a mail in a mail, whose octets are those of the entities within}
    boolean isMail() {
        return type.equals("message/rfc822");
    }
}
