package io.mailtap.event;

import io.mailtap.event.Events.TimedHandler;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Those who want events of one kind.
///
/// ```
/// Handlers handlers = events.of(EventType.SMTP_STARTTLS);
/// if (handlers.any()) {
///     handlers.raise(new SmtpStarttls(connection));
/// }
/// ```
public final class Handlers {
    // In the order of registration: a handler stands in one of the two, for one made into the other
    // would be one more call for each event.
    private final @Nullable Consumer<Event>[] untimed;
    private final @Nullable TimedHandler<Event>[] timed;
    private final Moment moment;

    private Handlers(
            @Nullable Consumer<Event>[] untimed,
            @Nullable TimedHandler<Event>[] timed,
            Moment moment) {
        this.untimed = untimed;
        this.timed = timed;
        this.moment = moment;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of such
    static Handlers none(Moment moment) {
        return new Handlers(new Consumer[0], new TimedHandler[0], moment);
    }

    /// These, and one more: either of the two is null.
    Handlers and(@Nullable Consumer<Event> handler, @Nullable TimedHandler<Event> timedHandler) {
        return new Handlers(with(untimed, handler), with(timed, timedHandler), moment);
    }

    private static <H> @Nullable H[] with(@Nullable H[] before, @Nullable H handler) {
        @Nullable H[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = handler;
        return after;
    }

    /// {@return whether there are any}
    ///
    /// Ask before building an event.
    public boolean any() {
        return timed.length != 0;
    }

    /// Gives an event to them.
    ///
    /// @param event one of their kind
    public void raise(Event event) {
        try {
            for (int i = 0; i < untimed.length; i++) {
                Consumer<Event> handler = untimed[i];
                if (handler != null) {
                    handler.accept(event);
                } else {
                    timed[i].on(event, moment);
                }
            }
        } catch (HandlerException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new HandlerException(event.type(), e);
        }
    }
}
