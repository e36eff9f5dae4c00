#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "mig/base/location.hpp"

namespace mig::secrets {

/// The parts of a URL as they stand in a text. Spans may be empty.
struct Url {
  std::string_view scheme;  ///< with what stands before it: "jdbc:postgresql", "mongodb+srv"
  Span user;
  Span password;
  bool has_password = false;  ///< a colon stands in the user information
  Span host;                  ///< with its port
  Span rest;                  ///< path, query and fragment
};

/// The URL whose "://" begins at `at`. Passwords may hold any byte but blanks, quotes and angle
/// brackets, '@' and '/' included, since people forget to escape them.
std::optional<Url> url_around(std::string_view text, std::uint32_t at);

/// localhost, 127.0.0.1, ::1, a socket, a template, or a name that is reserved for examples.
bool is_harmless_host(std::string_view host);

/// Whether a scheme is that of a store: databases, caches, queues, search, graph.
bool is_store_scheme(std::string_view scheme);

}  // namespace mig::secrets
