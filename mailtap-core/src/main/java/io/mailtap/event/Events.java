package io.mailtap.event;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.Connection;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Who wants to know of which events.
///
/// Handlers of one kind run in the order of their registration, on the thread that feeds the
/// engine. Register before the first packet: whether an event is built at all, and whether mail
/// data is kept for it, is asked all the time.
///
/// A handler that throws stops the engine: the exception reaches whoever fed it, wrapped in
/// [HandlerException].
public final class Events {
    /// Takes an event together with its moment.
    ///
    /// @param <E> kind of event
    @FunctionalInterface
    public interface TimedHandler<E extends Event> {
        /// Takes one event.
        ///
        /// @param event may be kept
        /// @param moment when; valid during this call
        void on(E event, Moment moment);
    }

    /// Takes header fields where they lie: for those who look at many and want few.
    @FunctionalInterface
    public interface FieldHandler {
        /// Takes one field.
        ///
        /// @param c the connection it was seen on
        /// @param name as on the wire, borrowed
        /// @param value as in [MimeHeader], borrowed
        void onField(Connection c, ByteSlice name, ByteSlice value);
    }

    private static final FieldHandler[] NOBODY = {};

    private final Handlers[] handlers;
    private final Moment moment;
    private FieldHandler[] fieldHandlers = NOBODY;

    /// Creates a registry without handlers.
    ///
    /// @param moment the clock that handlers get
    public Events(Moment moment) {
        this.moment = Objects.requireNonNull(moment);
        handlers = new Handlers[EventType.values().length];
        Arrays.fill(handlers, Handlers.none(moment));
    }

    /// Registers a handler.
    ///
    /// @param <E> kind of event
    /// @param type a record, or a sealed interface for all kinds beneath it
    /// @param handler takes the events
    /// @return this
    public <E extends Event> Events on(Class<E> type, Consumer<? super E> handler) {
        return on(type, Objects.requireNonNull(handler), null);
    }

    /// Registers a handler that also wants to know when.
    ///
    /// @param <E> kind of event
    /// @param type a record, or a sealed interface for all kinds beneath it
    /// @param handler takes the events
    /// @return this
    public <E extends Event> Events on(Class<E> type, TimedHandler<? super E> handler) {
        return on(type, null, Objects.requireNonNull(handler));
    }

    @SuppressWarnings("unchecked") // registered only under kinds that it takes
    private <E extends Event> Events on(
            Class<E> type,
            @Nullable Consumer<? super E> handler,
            @Nullable TimedHandler<? super E> timedHandler) {
        for (EventType each : EventType.within(type)) {
            int kind = each.ordinal();
            handlers[kind] =
                    handlers[kind].and(
                            (Consumer<Event>) handler, (TimedHandler<Event>) timedHandler);
        }
        return this;
    }

    /// Registers a handler of header fields, which it gets before those of `mime_one_header` do.
    ///
    /// That event owns its octets and is made for every field as soon as anybody wants it; this
    /// makes nothing.
    ///
    /// @param handler takes the fields
    /// @return this
    public Events onField(FieldHandler handler) {
        int count = fieldHandlers.length;
        fieldHandlers = Arrays.copyOf(fieldHandlers, count + 1);
        fieldHandlers[count] = Objects.requireNonNull(handler);
        return this;
    }

    /// {@return those who want events of this kind}
    ///
    /// @param type the kind
    public Handlers of(EventType type) {
        return handlers[type.ordinal()];
    }

    /// {@return whether anybody wants events of this kind}
    ///
    /// Ask before building one.
    ///
    /// @param type the kind
    public boolean wants(EventType type) {
        return of(type).any();
    }

    /// {@return the clock that handlers get}
    public Moment moment() {
        return moment;
    }

    /// Gives an event to its handlers.
    ///
    /// @param event the event
    public void raise(Event event) {
        of(event.type()).raise(event);
    }

    /// Gives a header field to those who want it where it lies.
    ///
    /// @param c the connection it was seen on
    /// @param name as on the wire, borrowed
    /// @param value as in [MimeHeader], borrowed
    public void field(Connection c, ByteSlice name, ByteSlice value) {
        try {
            for (FieldHandler each : fieldHandlers) {
                each.onField(c, name, value);
            }
        } catch (HandlerException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new HandlerException(EventType.MIME_ONE_HEADER, e);
        }
    }
}
