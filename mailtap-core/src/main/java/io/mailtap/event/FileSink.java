package io.mailtap.event;

import io.mailtap.bytes.ByteSlice;

/// Takes the content of one file, from its first octet: Zeek's file analyzer.
///
/// A handler adds one with [FileInfo#add] in `file_new` or `file_sniff`. What it throws stops the
/// engine, as from any handler.
public interface FileSink {
    /// {@return its name in the column `analyzers`, upper case}
    String name();

    /// Takes the next octets.
    ///
    /// @param octets at least one, borrowed
    void onData(ByteSlice octets);

    /// Takes note that octets are missing.
    ///
    /// @param length how many on the wire, where they were still encoded
    void onGap(long length);

    /// Takes note that the file has ended, right before `file_state_remove`.
    void onEnd();
}
