#pragma once

#include <optional>
#include <string_view>

#include "mig/base/location.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// The password that begins behind a hit of `password=`, where other keywords of a connection
/// string (host, server, user, dbname, ...) stand in the same line. Quotes of libpq ('a \' b') and
/// braces of ODBC ({a;b}) are part of the notation, not of the value.
std::optional<Span> password_of_keywords(std::string_view text, Hit hit, Memory& memory);

/// The host behind a hit of `host=` or `server=` in a connection string that carries no password,
/// unless it is loopback, a socket or a placeholder.
std::optional<Span> endpoint_of_keywords(std::string_view text, Hit hit);

}  // namespace mig::secrets
