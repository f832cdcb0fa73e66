package io.mailtap.analyzer.detect;

import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.Direction;
import io.mailtap.net.IpAddress;
import java.util.List;

/// A condition on the packets of a direction that is known of the connection as a whole.
sealed interface HeaderTest {
    /// The number of the one protocol whose connections are looked at.
    int TCP = 6;

    /// {@return whether it holds for what `from` sends}
    boolean holds(Connection c, Direction from);

    /// {@return whether it holds for all connections that are looked at}
    default boolean isCertain() {
        return false;
    }

    /// The number of the IP protocol.
    record Protocol(Comparison comparison, List<Comparison.Range> list) implements HeaderTest {
        @Override
        public boolean isCertain() {
            return comparison.holds(TCP, list);
        }

        @Override
        public boolean holds(Connection c, Direction from) {
            return comparison.holds(TCP, list); // nothing else is looked at
        }
    }

    /// A port.
    record Port(boolean source, Comparison comparison, List<Comparison.Range> list)
            implements HeaderTest {
        @Override
        public boolean holds(Connection c, Direction from) {
            ConnectionId id = c.id();
            return comparison.holds(source == from.isOrig() ? id.origP() : id.respP(), list);
        }
    }

    /// The first `length` bits of an address.
    record Prefix(IpAddress address, int length) {
        boolean contains(IpAddress other) {
            long highMask = length == 0 ? 0 : -1L << Math.max(0, 64 - length);
            long lowMask = length <= 64 ? 0 : -1L << (128 - length);
            return ((address.high() ^ other.high()) & highMask) == 0
                    && ((address.low() ^ other.low()) & lowMask) == 0;
        }
    }

    /// An address.
    record Address(boolean source, boolean equal, List<Prefix> list) implements HeaderTest {
        @Override
        public boolean holds(Connection c, Direction from) {
            IpAddress address = source == from.isOrig() ? c.id().origH() : c.id().respH();
            return list.stream().anyMatch(prefix -> prefix.contains(address)) == equal;
        }
    }

    /// Both addresses are the same.
    record SameIp() implements HeaderTest {
        @Override
        public boolean holds(Connection c, Direction from) {
            return c.id().origH().equals(c.id().respH());
        }
    }

    /// The headers of which something is known.
    enum Header {
        /// IPv4
        IP,
        /// IPv6
        IP6,
        /// TCP
        TCP;

        /// Whether the octets of a field are the same in all packets of a direction, and known.
        boolean knows(int offset, int size) {
            int end = offset + size;
            return switch (this) {
                case IP -> offset == 9 && size == 1 || offset >= 12 && end <= 20;
                case IP6 -> offset == 6 && size == 1 || offset >= 8 && end <= 40;
                case TCP -> end <= 4;
            };
        }
    }

    /// Octets of a header, as a number in network order.
    record Field(
            Header header,
            int offset,
            int size,
            long mask,
            Comparison comparison,
            List<Comparison.Range> list)
            implements HeaderTest {
        @Override
        public boolean holds(Connection c, Direction from) {
            ConnectionId id = c.id();
            if (header != Header.TCP && id.origH().isV4() != (header == Header.IP)) {
                return false;
            }
            long value = 0;
            for (int i = offset; i < offset + size; i++) {
                value = value << 8 | octet(id, from, i);
            }
            return comparison.holds(value & mask, list);
        }

        private int octet(ConnectionId id, Direction from, int at) {
            IpAddress source = from.isOrig() ? id.origH() : id.respH();
            IpAddress destination = from.isOrig() ? id.respH() : id.origH();
            return switch (header) {
                case IP ->
                        at == 9
                                ? id.ipProtocol()
                                : at < 16 ? octet(source, at) : octet(destination, at - 4);
                case IP6 ->
                        at == 6
                                ? id.ipProtocol()
                                : at < 24 ? octet(source, at - 8) : octet(destination, at - 24);
                case TCP -> {
                    int port = at < 2 == from.isOrig() ? id.origP() : id.respP();
                    yield port >>> (at % 2 == 0 ? 8 : 0) & 0xff;
                }
            };
        }

        /// An octet of an address; those of IPv4 are 12 to 15.
        private static int octet(IpAddress address, int at) {
            long half = at < 8 ? address.high() : address.low();
            return (int) (half >>> (56 - 8 * (at % 8))) & 0xff;
        }
    }
}
