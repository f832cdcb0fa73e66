package io.mailtap.stream;

import io.mailtap.decode.Packet;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import io.mailtap.net.TunnelLayer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connection as the table keeps it: the record that events carry, and the packets' way into it.
///
/// A million of these may be idle at a time, so that what most never need (text, lists) is made
/// when first asked for.
public abstract class Flow extends FlowHistory {
    /// A deadline that is not set.
    static final long NEVER = Long.MAX_VALUE;

    // Numbers are as small as they can be, and what each packet needs stands together, as the JVM
    // lays out fields in this order, those of eight octets first: the processor waits for every
    // line of 64 octets.

    /// The deadline under which this is in the heap; never later than the earliest real one.
    /// [#NEVER] before the table has it, and once it was forgotten.
    long armedFor = NEVER;

    /// Orders flows by when they were made, the same for every number of workers.
    long birth;

    private final long startNanos;
    long lastNanos;
    private long origLow;
    private long respLow;
    private long origHigh;
    private long respHigh;

    /// Spread hash of the key, kept for the table.
    final int hash;

    private final char vlan;
    private final char innerVlan;
    private char origPort;
    private char respPort;
    private final byte ipProtocol;
    private final boolean oneWay;
    private final List<TunnelLayer> tunnel;
    private @Nullable String uid;
    private @Nullable ConnectionId id;
    private List<String> services = List.of();
    final TableSlice slice;

    /// Creates the flow of a first packet, its sender the originator.
    Flow(TableSlice slice, Packet first, int peerPort, boolean oneWay, int hash) {
        this.slice = slice;
        this.hash = hash;
        this.oneWay = oneWay;
        ipProtocol = (byte) first.protocol;
        startNanos = first.timeNanos;
        lastNanos = first.timeNanos;
        vlan = (char) first.vlan;
        innerVlan = (char) first.innerVlan;
        tunnel = first.tunnels;
        origHigh = first.srcHigh;
        origLow = first.srcLow;
        origPort = (char) first.srcPort;
        respHigh = first.dstHigh;
        respLow = first.dstLow;
        respPort = (char) peerPort;
    }

    /// Takes a packet of this flow. Answers whether the [#deadline] may now be earlier.
    abstract boolean onPacket(Packet packet, boolean fromOrig);

    /// Takes note of a packet of this flow with a bad checksum.
    abstract void onBadChecksum(boolean fromOrig);

    /// The earliest time at which [#fire] has something to do.
    abstract long deadline();

    /// Does what is due. Answers the next deadline, [#NEVER] if the flow must be forgotten.
    abstract long fire(long now);

    /// Tells whoever listens that the flow is being forgotten.
    abstract void finish();

    /// Whether the table still has it.
    final boolean isHeld() {
        return armedFor != NEVER;
    }

    /// Whether `packet`, with the answering port `peerPort`, belongs to this flow.
    final boolean matches(Packet packet, int peerPort) {
        return ipProtocol == (byte) packet.protocol
                && (isFromOrig(packet, peerPort) || isFromResp(packet, peerPort));
    }

    /// Whether `packet`, known to belong to this flow, was sent by the originator.
    final boolean isFromOrig(Packet packet, int peerPort) {
        return origPort == packet.srcPort
                && respPort == peerPort
                && origLow == packet.srcLow
                && respLow == packet.dstLow
                && origHigh == packet.srcHigh
                && respHigh == packet.dstHigh;
    }

    private boolean isFromResp(Packet packet, int peerPort) {
        return !oneWay
                && respPort == packet.srcPort
                && origPort == peerPort
                && respLow == packet.srcLow
                && origLow == packet.dstLow
                && respHigh == packet.srcHigh
                && origHigh == packet.dstHigh;
    }

    /// Looks at each line of memory that this takes, for [Lookahead].
    ///
    /// @return whatever it saw
    int touch() {
        int first = hasLocal() ? 1 : 0;
        return first + (int) armedFor + (int) lastNanos + respPort;
    }

    /// Looks at what it leads to.
    int touchNext() {
        return 0;
    }

    /// Exchanges originator and responder.
    void flip() {
        long high = origHigh;
        long low = origLow;
        char port = origPort;
        origHigh = respHigh;
        origLow = respLow;
        origPort = respPort;
        respHigh = high;
        respLow = low;
        respPort = port;
        id = null;
    }

    final FlowObserver observer() {
        return slice.observer();
    }

    final void weird(String name) {
        observer().onWeird(this, name, "", "");
    }

    final boolean origIsLower() {
        int order = Long.compareUnsigned(origHigh, respHigh);
        order = order != 0 ? order : Long.compareUnsigned(origLow, respLow);
        return order < 0 || order == 0 && origPort <= respPort;
    }

    final long origHigh() {
        return origHigh;
    }

    final long origLow() {
        return origLow;
    }

    final long respHigh() {
        return respHigh;
    }

    final long respLow() {
        return respLow;
    }

    /// {@return the originator's port, 0 to 65535}
    public final int origPort() {
        return origPort;
    }

    /// {@return the responder's port, 0 to 65535}
    public final int respPort() {
        return respPort;
    }

    /// {@return the number of the IP protocol}
    public final int ipProtocol() {
        return ipProtocol & 0xff;
    }

    /// {@return what carries it}
    public abstract TransportProtocol transport();

    /// Adds the name of an analyzer that has confirmed itself.
    ///
    /// @param name in upper case
    public final void addService(String name) {
        if (!services.contains(name)) {
            List<String> more = new ArrayList<>(services);
            more.add(name);
            services = List.copyOf(more);
        }
    }

    /// Takes the name of a failed analyzer off again.
    ///
    /// @param name in upper case
    public final void removeService(String name) {
        services = services.stream().filter(each -> !each.equals(name)).toList();
    }

    /// Notes in the history that an analysis limit was reached.
    public final void markLimit() {
        mark(LIMIT, 'X', true);
    }

    @Override
    public final String uid() {
        if (uid == null) {
            uid = Uid.of(this);
        }
        return uid;
    }

    @Override
    public final ConnectionId id() {
        if (id == null) {
            id =
                    new ConnectionId(
                            new IpAddress(origHigh, origLow),
                            origPort,
                            new IpAddress(respHigh, respLow),
                            respPort,
                            transport(),
                            ipProtocol());
        }
        return id;
    }

    @Override
    public final long startNanos() {
        return startNanos;
    }

    @Override
    public final long durationNanos() {
        return lastNanos - startNanos;
    }

    @Override
    public final List<String> service() {
        return services;
    }

    @Override
    public final List<TunnelLayer> tunnel() {
        return tunnel;
    }

    @Override
    public final int vlan() {
        return vlan;
    }

    @Override
    public final int innerVlan() {
        return innerVlan;
    }
}
