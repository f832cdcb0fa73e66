package io.mailtap.decode;

import io.mailtap.bytes.ByteSlice;
import java.util.Iterator;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// The incomplete datagrams.
///
/// A datagram is known by source, destination and identification. It is given up, without a word,
/// when it is not complete a while of capture time after its first fragment; and with one, when
/// memory is short.
final class FragmentTable {
    /// Fragments shorter than this, headers included, are odd unless they are the last.
    private static final int SMALL = 64;

    /// Datagrams longer than this are odd.
    private static final int LARGE = 64000;

    /// How long the fragment that completed a datagram is known again, in nanoseconds.
    private static final long REPEATS_NANOS = 1_000_000_000L;

    /// How many such fragments are known.
    private static final int REPEATS = 64;

    private final DecodeContext context;

    /// In order of the first fragments.
    private final LinkedHashMap<Key, Datagram> datagrams = new LinkedHashMap<>();

    /// The fragments that completed datagrams of late.
    ///
    /// On a mirror port every fragment comes twice. The second copy of a completing one would lie
    /// here alone, until it met the beginning of a later datagram of the same identification, and
    /// completed that.
    private final LinkedHashMap<Key, Completion> completions = new LinkedHashMap<>();

    /// Sum of [Datagram#octetsHeld] over [#datagrams].
    private long octetsHeld;

    FragmentTable(DecodeContext context) {
        this.context = context;
    }

    /// Takes a fragment between the addresses of the packet.
    ///
    /// @param fragment its place, borrowed
    /// @param payload its octets, all of them, borrowed
    /// @return the datagram if this completes it, which is then forgotten here; else null
    @Nullable Datagram add(Fragment fragment, ByteSlice payload) {
        Packet packet = context.packet;
        dropExpired(packet.timeNanos);
        if (fragment.offset == 0 && !fragment.more) {
            return alone(fragment, payload);
        }
        Key key = Key.of(packet, fragment.identification);
        Datagram datagram = datagrams.get(key);
        if (datagram == null) {
            if (isRepeated(key, fragment)) {
                return null;
            }
            datagram = new Datagram(context, packet.timeNanos, fragment);
            datagrams.put(key, datagram);
            octetsHeld += datagram.octetsHeld();
        }
        octetsHeld -= datagram.octetsHeld();
        boolean complete =
                fits(fragment, payload.length(), datagram) && datagram.add(fragment, payload);
        octetsHeld += datagram.octetsHeld();
        if (complete) {
            datagrams.remove(key);
            octetsHeld -= datagram.octetsHeld();
            remember(key, fragment);
            return datagram;
        }
        dropOldest();
        return null;
    }

    /// A fragment that is a whole datagram concerns no other, whatever its identification (RFC
    /// 6946).
    private @Nullable Datagram alone(Fragment fragment, ByteSlice payload) {
        Datagram datagram = new Datagram(context, context.packet.timeNanos, fragment);
        return fits(fragment, payload.length(), datagram) && datagram.add(fragment, payload)
                ? datagram
                : null;
    }

    private boolean isRepeated(Key key, Fragment fragment) {
        Completion completion = completions.get(key);
        return completion != null
                && completion.offset() == fragment.offset
                && context.packet.timeNanos - completion.timeNanos() <= REPEATS_NANOS;
    }

    private void remember(Key key, Fragment fragment) {
        completions.remove(key);
        completions.put(key, new Completion(context.packet.timeNanos, fragment.offset));
        if (completions.size() > REPEATS) {
            completions.pollFirstEntry();
        }
    }

    /// Tells what is odd about a fragment.
    ///
    /// @return whether there is room for it
    private boolean fits(Fragment fragment, int length, Datagram datagram) {
        if (fragment.protocol != datagram.protocol()
                || fragment.headerLength != datagram.headerLength()) {
            context.datagramWeird("fragment_protocol_inconsistency");
        }
        if (fragment.dontFragment) {
            context.datagramWeird("fragment_with_DF");
        }
        if (fragment.more && context.packet.ipLength < SMALL) {
            context.datagramWeird("excessively_small_fragment");
        }
        if (fragment.offset + length > LARGE) {
            context.datagramWeird("excessively_large_fragment");
        }
        return fragment.offset + length <= context.options.maxDatagramOctets();
    }

    private void dropExpired(long now) {
        Iterator<Datagram> oldestFirst = datagrams.values().iterator();
        while (oldestFirst.hasNext()) {
            Datagram datagram = oldestFirst.next();
            if (now - datagram.startNanos() <= context.options.fragmentTimeoutNanos()) {
                return;
            }
            octetsHeld -= datagram.octetsHeld();
            oldestFirst.remove();
        }
    }

    private void dropOldest() {
        Iterator<Datagram> oldestFirst = datagrams.values().iterator();
        while (octetsHeld > context.options.maxFragmentOctets()
                || datagrams.size() > context.options.maxFragmentedDatagrams()) {
            octetsHeld -= oldestFirst.next().octetsHeld();
            oldestFirst.remove();
            context.netWeird("fragment_memory_limit");
        }
    }

    /// What tells datagrams apart.
    private record Key(long srcHigh, long srcLow, long dstHigh, long dstLow, long identification) {
        static Key of(Packet packet, long identification) {
            return new Key(
                    packet.srcHigh, packet.srcLow, packet.dstHigh, packet.dstLow, identification);
        }
    }

    /// Which fragment completed a datagram.
    private record Completion(long timeNanos, int offset) {}
}
