#pragma once

#include <cstddef>
#include <string_view>

#include "mig/secrets/layer/sink.hpp"

namespace mig::secrets::layer {

/// Whether the word around the `:` at `at` is an address written backwards or in ROT13: its scheme
/// says so, `//:lqsergtsop`, `cbfgterfdy://`. Shows it as it reads. Returns where to go on.
std::size_t read_turned_address(std::string_view text, std::size_t at, const Sink& sink);

/// The literal at `at`, a quote, backwards: the argument of reverse().
void show_reversed(std::string_view text, std::size_t at, const Sink& sink);
/// Whether the bracket at `at` opens the argument of reverse().
bool reverses(std::string_view text, std::size_t at);

/// `<~...~>`: base85 with its frame. Returns where to go on; `at` is the `~`.
std::size_t read_base85(std::string_view text, std::size_t at, const Sink& sink);

}  // namespace mig::secrets::layer
