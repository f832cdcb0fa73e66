package io.mailtap.conformance;

/// A file that must be found in a mail.
///
/// @param name what it is called, empty if it has no name
/// @param size in octets
/// @param sha256 of its content
record GeneratedFile(String name, long size, String sha256) {
    static GeneratedFile of(String name, byte[] content) {
        return new GeneratedFile(name, content.length, GeneratedMail.sha256(content));
    }
}
