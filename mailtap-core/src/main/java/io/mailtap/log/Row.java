package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.IpAddress;
import java.util.Collection;
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

    /// Writes an address; unset if null.
    Row address(@Nullable IpAddress value);

    /// Writes a set or vector of octets; unset if null.
    Row octetSet(@Nullable Collection<Bytes> values);

    /// Writes a set or vector of ASCII names; unset if null.
    Row nameSet(@Nullable Collection<String> values);

    /// Writes a vector of addresses; unset if null.
    Row addresses(@Nullable Collection<IpAddress> values);

    /// Writes the four columns of a connection id.
    default Row id(ConnectionId id) {
        return address(id.origH()).count(id.origP()).address(id.respH()).count(id.respP());
    }

    /// Ends the row.
    void end();
}
