package io.mailtap.log;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row being written, column by column in the order of the schema.
abstract sealed class Row permits TsvRow, JsonRow {
    /// Makes room for about so many octets.
    ///
    /// Whoever adds up how long a row's values are looks at all of them before the first is
    /// written: a value that came a while ago is somewhere in memory, and so the waits for several
    /// are one.
    abstract void expect(int octets);

    /// Leaves a column unset.
    abstract Row unset();

    /// Writes a point in time.
    abstract Row time(long nanos);

    /// Writes a length of time.
    abstract Row interval(long nanos);

    abstract Row count(long number);

    abstract Row bool(boolean value);

    /// Writes ASCII text that needs no escapes, such as a name of ours; unset if null.
    abstract Row name(@Nullable String text);

    /// Writes octets from the wire; unset if null.
    abstract Row octets(@Nullable Bytes value);

    /// Writes octets from the wire that consist of two parts, the first of them not empty.
    Row octets(Bytes head, Bytes tail) {
        return octets(head.concat(tail));
    }

    /// Writes a reply: its code, a blank, and octets from the wire.
    abstract Row reply(int code, Bytes text);

    /// Writes octets in hexadecimal digits; unset if null.
    abstract Row hex(@Nullable Bytes value);

    /// Writes an address; unset if null.
    abstract Row address(@Nullable IpAddress value);

    /// Writes a set or vector of octets; unset if null.
    abstract Row octetSet(@Nullable List<Bytes> values);

    /// Writes a set or vector of ASCII names; unset if null.
    abstract Row nameSet(@Nullable List<String> values);

    /// Writes a vector of addresses; unset if null.
    abstract Row addresses(@Nullable List<IpAddress> values);

    /// Writes the four columns of a connection id.
    final Row id(ConnectionId id) {
        return address(id.origH()).count(id.origP()).address(id.respH()).count(id.respP());
    }

    /// Writes the columns that tell which connection it is, and when its row begins.
    final Row connection(long nanos, Connection c) {
        return time(nanos).name(c.uid()).id(c.id());
    }

    /// How many octets the text of a connection id and a uid have at most.
    static int longest(Connection c) {
        ConnectionId id = c.id();
        return c.uid().length() + longest(id.origH()) + longest(id.respH());
    }

    private static int longest(IpAddress address) {
        return address.isV4() ? 15 : IpAddress.LONGEST_TEXT;
    }

    /// How many octets a value has.
    static int length(@Nullable Bytes value) {
        return value == null ? 0 : value.length();
    }

    /// How many octets the first value of a set has.
    static int length(@Nullable BoundedSet set) {
        return set == null || set.values().isEmpty() ? 0 : set.values().getFirst().length();
    }

    /// Ends the row.
    abstract void end();
}
