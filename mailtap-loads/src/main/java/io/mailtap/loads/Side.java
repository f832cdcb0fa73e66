package io.mailtap.loads;

/// Who sends something.
enum Side {
    CLIENT,
    SERVER;

    Side other() {
        return this == CLIENT ? SERVER : CLIENT;
    }
}
