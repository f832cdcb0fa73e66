package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row being written, column by column in the order of the schema.
interface Row {
    /// Leaves a column unset.
    Row unset();

    /// Writes a point in time.
    Row time(long nanos);

    /// Writes a length of time.
    Row interval(long nanos);

    Row count(long number);

    Row bool(boolean value);

    /// Writes ASCII text that needs no escapes, such as a name of ours; unset if null.
    Row name(@Nullable String text);

    /// Writes octets from the wire; unset if null.
    Row octets(@Nullable Bytes value);

    /// Writes octets from the wire that consist of two parts, the first of them not empty.
    default Row octets(Bytes head, Bytes tail) {
        return octets(head.concat(tail));
    }

    /// Writes octets in hexadecimal digits; unset if null.
    Row hex(@Nullable Bytes value);

    /// Writes an address; unset if null.
    Row address(@Nullable IpAddress value);

    /// Writes a set or vector of octets; unset if null.
    Row octetSet(@Nullable List<Bytes> values);

    /// Writes a set or vector of ASCII names; unset if null.
    Row nameSet(@Nullable List<String> values);

    /// Writes a vector of addresses; unset if null.
    Row addresses(@Nullable List<IpAddress> values);

    /// Writes the four columns of a connection id.
    default Row id(ConnectionId id) {
        return address(id.origH()).count(id.origP()).address(id.respH()).count(id.respP());
    }

    /// Writes the columns that tell which connection it is, and when its row begins.
    default Row connection(long nanos, Connection c) {
        return time(nanos).name(c.uid()).id(c.id());
    }

    /// Ends the row.
    void end();
}
