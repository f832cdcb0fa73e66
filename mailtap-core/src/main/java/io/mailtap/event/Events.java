package io.mailtap.event;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

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

    private static final TimedHandler<?>[] NOBODY = new TimedHandler<?>[0];

    private final TimedHandler<?>[][] handlers = new TimedHandler<?>[EventType.values().length][];
    private final Moment moment;

    /// Creates a registry without handlers.
    ///
    /// @param moment the clock that handlers get
    public Events(Moment moment) {
        this.moment = Objects.requireNonNull(moment);
        Arrays.fill(handlers, NOBODY);
    }

    /// Registers a handler.
    ///
    /// @param <E> kind of event
    /// @param type a record, or a sealed interface for all kinds beneath it
    /// @param handler takes the events
    /// @return this
    public <E extends Event> Events on(Class<E> type, Consumer<? super E> handler) {
        Objects.requireNonNull(handler);
        return on(type, (E event, Moment _) -> handler.accept(event));
    }

    /// Registers a handler that also wants to know when.
    ///
    /// @param <E> kind of event
    /// @param type a record, or a sealed interface for all kinds beneath it
    /// @param handler takes the events
    /// @return this
    public <E extends Event> Events on(Class<E> type, TimedHandler<? super E> handler) {
        Objects.requireNonNull(handler);
        for (EventType each : EventType.within(type)) {
            TimedHandler<?>[] before = handlers[each.ordinal()];
            TimedHandler<?>[] after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = handler;
            handlers[each.ordinal()] = after;
        }
        return this;
    }

    /// {@return whether anybody wants events of this kind}
    ///
    /// Ask before building one.
    ///
    /// @param type the kind
    public boolean wants(EventType type) {
        return handlers[type.ordinal()].length != 0;
    }

    /// {@return the clock that handlers get}
    public Moment moment() {
        return moment;
    }

    /// Gives an event to its handlers.
    ///
    /// @param event the event
    @SuppressWarnings("unchecked") // on(...) registers a handler only under kinds that it takes
    public void raise(Event event) {
        for (TimedHandler<?> handler : handlers[event.type().ordinal()]) {
            try {
                ((TimedHandler<Event>) handler).on(event, moment);
            } catch (HandlerException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new HandlerException(event.type(), e);
            }
        }
    }
}
