package io.mailtap.event;

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

    // By kind, in the order of registration: a handler stands in one of the two, for one made into
    // the other would be one more call for each event.
    private final @Nullable Consumer<Event>[][] untimed;
    private final @Nullable TimedHandler<Event>[][] timed;
    private final Moment moment;

    /// Creates a registry without handlers.
    ///
    /// @param moment the clock that handlers get
    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of such
    public Events(Moment moment) {
        this.moment = Objects.requireNonNull(moment);
        int kinds = EventType.values().length;
        untimed = new Consumer[kinds][0];
        timed = new TimedHandler[kinds][0];
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
            untimed[kind] = with(untimed[kind], (Consumer<Event>) handler);
            timed[kind] = with(timed[kind], (TimedHandler<Event>) timedHandler);
        }
        return this;
    }

    private static <H> @Nullable H[] with(@Nullable H[] before, @Nullable H handler) {
        @Nullable H[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = handler;
        return after;
    }

    /// {@return whether anybody wants events of this kind}
    ///
    /// Ask before building one.
    ///
    /// @param type the kind
    public boolean wants(EventType type) {
        return timed[type.ordinal()].length != 0;
    }

    /// {@return the clock that handlers get}
    public Moment moment() {
        return moment;
    }

    /// Gives an event to its handlers.
    ///
    /// @param event the event
    public void raise(Event event) {
        int kind = event.type().ordinal();
        @Nullable Consumer<Event>[] plain = untimed[kind];
        @Nullable TimedHandler<Event>[] others = timed[kind];
        try {
            for (int i = 0; i < plain.length; i++) {
                Consumer<Event> handler = plain[i];
                if (handler != null) {
                    handler.accept(event);
                } else {
                    others[i].on(event, moment);
                }
            }
        } catch (HandlerException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new HandlerException(event.type(), e);
        }
    }
}
