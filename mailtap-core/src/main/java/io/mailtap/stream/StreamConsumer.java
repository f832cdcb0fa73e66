package io.mailtap.stream;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.Direction;

/// Receives one connection's payload, each direction in stream order.
///
/// The two directions interleave as captured. For one connection the reassembler calls, on one
/// thread:
///
/// 1. [#onData] and [#onGap], any number of times, never for the same octet twice;
/// 2. [#onEndOfStream], at most once per direction, after its last octet;
/// 3. [#onClose], at most once, when the connection has ended on the wire;
/// 4. [#onRemove], once; nothing follows it.
///
/// Implementations do not throw for anything the network sent.
///
/// A class, so that octets find their way by the object's class alone, without a look at the
/// interfaces that it has.
public abstract class StreamConsumer {
    /// The connection whose octets it gets.
    protected final TcpConnection flow;

    /// Creates a consumer.
    ///
    /// @param flow the connection whose octets it is to get
    protected StreamConsumer(TcpConnection flow) {
        this.flow = flow;
    }

    /// Takes the next octets of a direction.
    ///
    /// @param from who sent them
    /// @param data at least one octet, borrowed: valid until this call returns
    public abstract void onData(Direction from, ByteSlice data);

    /// Takes note that octets are missing for good.
    ///
    /// @param from who sent them
    /// @param seq position of the first in its direction; the first octet after the SYN is 1
    /// @param length how many, at least 1
    public abstract void onGap(Direction from, long seq, long length);

    /// Takes note that a side has ended its stream and everything of it was delivered.
    ///
    /// @param from who ended
    public abstract void onEndOfStream(Direction from);

    /// Takes note that both sides have finished, or one has reset the connection.
    public abstract void onClose();

    /// Takes note that the connection is being forgotten.
    public abstract void onRemove();
}
