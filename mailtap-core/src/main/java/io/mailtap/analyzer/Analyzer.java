package io.mailtap.analyzer;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.Direction;

/// Turns one connection's octets into events of one protocol.
///
/// Each direction comes in stream order; the two interleave as captured. On one thread, for one
/// connection:
///
/// 1. [#onData] and [#onGap], any number of times, never for the same octet twice;
/// 2. [#onEndOfStream], at most once per direction;
/// 3. [#onClose], at most once, when the connection has ended on the wire;
/// 4. [#onRemove], once, also when the analyzer is taken off early; nothing follows it.
///
/// Events must depend on the octets alone, not on how they were cut into calls. Implementations do
/// not throw for anything the network sent; if one throws all the same, it is taken off and
/// `analyzer_failure` is raised.
public interface Analyzer {
    /// Takes the next octets of a direction.
    ///
    /// @param from who sent them
    /// @param data at least one octet, borrowed: valid until this call returns
    void onData(Direction from, ByteSlice data);

    /// Takes note that octets are missing for good.
    ///
    /// @param from who sent them
    /// @param seq position of the first in its direction; the first octet after the SYN is 1
    /// @param length how many, at least 1
    void onGap(Direction from, long seq, long length);

    /// Takes note that a side has ended its stream.
    ///
    /// @param from who ended
    void onEndOfStream(Direction from);

    /// Takes note that both sides have finished, or one has reset the connection.
    void onClose();

    /// {@return how many octets of a direction have been read, up to the end of the line that was
    /// last looked at}
    ///
    /// Whether a violation comes early depends on it. It must not depend on how octets were cut.
    ///
    /// @param from the direction
    default long position(Direction from) {
        return 0;
    }

    /// Ends what is open.
    void onRemove();
}
