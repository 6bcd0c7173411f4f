from incentives.editorial.version_diff import EMPTY, Snapshot, SnapshotRow, VersionChange, differences


def test_fields_old_to_new():
    old, new = Snapshot({"名称": "甲", "一句话": "得钱"}), Snapshot({"名称": "乙", "一句话": "得钱"})

    assert differences(old, new) == [VersionChange("名称", "甲", "乙")]


def test_rows_added_removed_and_changed_are_named():
    kept = SnapshotRow("一档", {"上限（元）": "5 元", "说明": EMPTY})
    raised = SnapshotRow("一档", {"上限（元）": "6 元", "说明": EMPTY})
    gone, come = SnapshotRow("二档", {"上限（元）": "7 元"}), SnapshotRow("新材料", {})

    found = differences(Snapshot({}, {"档次": [kept, gone]}), Snapshot({}, {"档次": [raised], "材料": [come]}))

    assert found == [
        VersionChange("档次“一档”：上限（元）", "5 元", "6 元"),
        VersionChange("档次：删除一行", "二档（上限（元） 7 元）", ""),
        VersionChange("材料：新增一行", "", "新材料"),
    ]


def test_renamed_row_is_one_row():
    old, new = SnapshotRow("一档", {"名目": "一档", "上限": "5"}), SnapshotRow("首档", {"名目": "首档", "上限": "5"})

    assert differences(Snapshot({}, {"档": [old]}), Snapshot({}, {"档": [new]})) == [
        VersionChange("档“一档”：名目", "一档", "首档")
    ]


def test_no_difference():
    same = Snapshot({"名称": "甲"}, {"档": [SnapshotRow("一档", {})]})

    assert differences(same, same) == []
