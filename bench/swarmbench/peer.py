"""A libtorrent process: a seeder, or the reference client. One JSON object per line in and out.

It runs as a process of its own so that its CPU time is its own. TCP only; peers come from the torrent's tracker.
"""
import json
import sys
import time

import libtorrent as lt

SETTINGS = {
    "enable_dht": False, "enable_lsd": False, "enable_upnp": False, "enable_natpmp": False,
    "enable_incoming_utp": False, "enable_outgoing_utp": False,
    # The links of the bench follow the messages.
    "in_enc_policy": 2, "out_enc_policy": 2,
    "allow_multiple_connections_per_ip": True,
    # Wishes of a drive come one by one: libtorrent at its best asks for a second's worth, not for three.
    "request_queue_time": 1,
    "alert_mask": lt.alert.category_t.status_notification | lt.alert.category_t.error_notification,
}


class Peer:
    def __init__(self):
        self.session = lt.session({**SETTINGS, "listen_interfaces": "127.0.0.1:0"})
        self.handle = None

    def obey(self, command):
        do = command.pop("do")
        return getattr(self, do)(**command)

    def port(self):
        return {"port": self.session.listen_port()}

    def seed(self, torrent, folder):
        self.add(torrent, folder, lt.torrent_flags.seed_mode)
        return {}

    def open(self, torrent, folder):
        """Knows the torrent, wants nothing yet and keeps its peers: share mode is not counted as finished."""
        self.patient(True)
        self.add(torrent, folder, lt.torrent_flags.share_mode)
        return self.until("peers", 30, lambda: self.handle.status().num_peers > 0)

    def peers(self, count):
        return self.until("peers", 30, lambda: self.handle.status().num_peers >= count)

    def read(self, position, length):
        """Seconds until the pieces under a range are verified and readable."""
        return self.read_each([position], length)

    def read_each(self, positions, length):
        """Seconds until the pieces under several ranges are."""
        size = self.handle.torrent_file().piece_length()
        missing = {piece for position in positions
                   for piece in range(position // size, (position + length - 1) // size + 1)}
        start = time.perf_counter()
        for piece in missing:
            self.handle.set_piece_deadline(piece, 0, lt.deadline_flags_t.alert_when_available)
        while missing:
            self.session.wait_for_alert(1000)
            for alert in self.session.pop_alerts():
                if isinstance(alert, lt.read_piece_alert):
                    missing.discard(alert.piece)
            if time.perf_counter() - start > 60:
                raise TimeoutError(f"pieces {sorted(missing)} did not come within 60 s")
        return {"seconds": time.perf_counter() - start}

    def add_and_read(self, torrent, folder, position, length):
        """Seconds from adding the torrent until a range is verified."""
        self.patient(True)
        start = time.perf_counter()
        self.add(torrent, folder, lt.torrent_flags.share_mode)
        self.read(position, length)
        return {"seconds": time.perf_counter() - start}

    def download(self, torrent, folder):
        """Seconds until everything is verified, from the moment of adding."""
        start = time.perf_counter()
        self.add(torrent, folder, 0)
        while True:
            self.session.wait_for_alert(1000)
            for alert in self.session.pop_alerts():
                if isinstance(alert, lt.torrent_finished_alert):
                    return {"seconds": time.perf_counter() - start}
            if time.perf_counter() - start > 600:
                raise TimeoutError("not finished within 600 s")

    def limit(self, rate):
        # Peers of one's own network are exempt from limits by default: put every address into the limited class.
        classes = lt.ip_filter()
        classes.add_rule("0.0.0.0", "255.255.255.255", 1 << lt.session.global_peer_class_id)
        self.session.set_peer_class_filter(classes)
        self.session.apply_settings({"upload_rate_limit": rate})
        return {}

    def patient(self, on):
        """Keeps peers that want nothing at the moment. By default libtorrent drops them, and so its own idle client."""
        self.session.apply_settings({"close_redundant_connections": not on})
        return {}

    def sent(self):
        return {"bytes": self.handle.status().total_payload_upload}

    def add(self, torrent, folder, flag):
        params = lt.add_torrent_params()
        params.ti = lt.torrent_info(torrent)
        params.save_path = folder
        params.flags &= ~(lt.torrent_flags.auto_managed | lt.torrent_flags.paused)
        params.flags |= flag
        self.handle = self.session.add_torrent(params)

    def until(self, what, seconds, ready):
        end = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError(f"no {what} within {seconds} s")
            time.sleep(0.01)
        return {}


def main():
    peer = Peer()
    for line in iter(sys.stdin.readline, ""):
        try:
            answer = peer.obey(json.loads(line))
        except Exception as e:
            answer = {"error": f"{type(e).__name__}: {e}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
